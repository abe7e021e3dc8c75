"""The Word documents of the ladder, in the form of GB/T 9704: orders, and the papers of talks and changes of office."""

from collections.abc import Iterable
from typing import Any

from core.errors import WrongState
from core.periods import SHANGHAI, day_in_words
from linkage.supervision.models import Accountability, Supervision


def supervision_document(supervision: Supervision) -> bytes:
    """The order as ``.docx``, the same bytes whenever it is made; ``WrongState`` for one that is not issued.

    ``supervision`` comes with its ``organization``, ``department`` and ``issuer``.
    """
    # Few requests need the library.
    from core.documents import word

    if supervision.issued_at is None or supervision.reply_due_on is None:
        raise WrongState("督办单签发后才有正式文本。", field="status")
    issuer, issued = str(supervision.issuer), day_in_words(supervision.issued_at.astimezone(SHANGHAI).date())
    title = title_of(supervision)
    document = word.new_document()
    word.letterhead(document, f"{issuer}督办单", supervision.number, title)
    word.write_paragraph(document, f"{supervision.handler}：", indent=False)
    _write_parts(
        document,
        (
            ("一、督办事由", supervision.facts),
            ("二、督办要求", supervision.demands),
            ("三、回复期限", f"请于{day_in_words(supervision.reply_due_on)}前书面回复办理情况。"),
        ),
    )
    word.signature(document, issuer, issued)
    word.imprint(document, f"{issuer}　　{issued}印发")
    return word.finished(document, supervision.issued_at, title=title, author=issuer, subject=supervision.number)


def accountability_document(accountability: Accountability) -> bytes:
    """The paper that a talk or a change of office needs now, as ``.docx``; the same bytes whenever it is made.

    What is due gets the notice of a talk or the proposal of a change of office, what is done its record;
    ``WrongState`` for what was waived. ``accountability`` comes with its ``organization``,
    ``department`` and ``issuer``.
    """
    from core.documents import word

    if accountability.status == Accountability.Status.WAIVED:
        raise WrongState("已决定不予办理，没有文书。", field="status")
    issuer, proposed = str(accountability.issuer), accountability.created_at.astimezone(SHANGHAI).date()
    day = day_in_words(accountability.held_on or proposed)
    title = accountability_title(accountability)
    document = word.new_document()
    word.letterhead(document, issuer, "", title)
    word.write_paragraph(document, f"{accountability.handler}：", indent=False)
    _write_parts(document, _held(accountability) if accountability.held_on else _called_for(accountability))
    word.signature(document, issuer, day)
    return word.finished(document, accountability.created_at, title=title, author=issuer, subject=title)


def accountability_title(accountability: Accountability) -> str:
    """What the paper is called: by the kind of accountability, and by whether it has been held."""
    kind = accountability.get_kind_display()
    if accountability.held_on is not None:
        return f"{kind}记录"
    return "约谈通知书" if accountability.kind == Accountability.Kind.TALK else "组织调整建议书"


def _called_for(accountability: Accountability) -> Iterable[tuple[str, str]]:
    yield "一、事由", _why(accountability)
    if accountability.kind == Accountability.Kind.TALK:
        yield "二、约谈对象", f"{accountability.handler}主要负责人。"
        yield "三、有关要求", "请携带书面情况说明和办理措施参加约谈，时间、地点另行通知。"
    else:
        yield "二、建议", f"鉴于上述事项逾期仍未办结，建议对{accountability.handler}有关负责人作出组织调整。"


def _held(accountability: Accountability) -> Iterable[tuple[str, str]]:
    assert accountability.held_on is not None
    kind = accountability.get_kind_display()
    yield "一、事由", _why(accountability)
    yield "二、对象", accountability.person
    yield f"三、{kind}情况", f"{day_in_words(accountability.held_on)}，由{accountability.held_by}办理。"
    yield "四、结果", accountability.result


def _why(accountability: Accountability) -> str:
    due = day_in_words(accountability.for_due_on)
    return f"“{accountability.subject_label}”应于{due}前办结，逾期未办结。\n{accountability.reason}"


def _write_parts(document: Any, parts: Iterable[tuple[str, str]]) -> None:
    from core.documents import word

    for heading, words in parts:
        word.write_heading(document, heading)
        for line in words.splitlines():
            word.write_paragraph(document, line.strip())


def title_of(supervision: Supervision) -> str:
    """The title as it stands on the document."""
    return f"关于“{supervision.subject_label}”的督办单"
