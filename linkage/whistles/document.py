"""吹哨派单 as a Word document in the form of GB/T 9704: what a street whistles for, who is called, by when."""

from datetime import datetime

from core.documents.word import (
    finished,
    imprint,
    letterhead,
    new_document,
    signature,
    write_heading,
    write_paragraph,
    write_table,
)
from core.errors import WrongState
from core.periods import SHANGHAI, day_in_words
from linkage.whistles.models import Whistle, WhistleResponse

Status = WhistleResponse.Status


def whistle_document(whistle: Whistle) -> bytes:
    """The bytes as ``.docx``, the same as long as the record is the same; ``whistle`` comes with its places.

    It says where each department has come, so that the sheet of a matter that is over is its record. ``WrongState``
    before departments are called.
    """
    if whistle.assigned_at is None:
        raise WrongState("分派应哨部门以后才有派单。", field="status")
    rows = whistle.responses.exclude(status=Status.RELEASED).select_related("department__organization")
    responses = list(rows.order_by("-lead", "pk"))
    issuer, title = str(whistle.organization), title_of(whistle)
    document = new_document()
    letterhead(document, f"{issuer}吹哨派单", whistle.number, title)
    write_paragraph(document, f"{'、'.join(str(row.department) for row in responses)}：", indent=False)
    write_heading(document, "一、事项")
    write_paragraph(document, f"{whistle.raised_in}：{whistle.title}（{whistle.get_urgency_display()}）。")
    for line in filter(None, map(str.strip, whistle.content.splitlines())):
        write_paragraph(document, line)
    write_heading(document, "二、应哨部门和时限")
    heads = ["部门", "分工", "应哨期限", "应哨时间", "状态"]
    write_table(document, heads, [_line(row) for row in responses], [4, 1, 3, 3, 2])
    write_paragraph(
        document,
        f"请各部门按期到场应哨，由牵头部门会同配合部门于{day_in_words(whistle.due_on)}前办结，并在平台提交办理结果和佐证材料。",
    )
    if any(row.measures for row in responses):
        _write_results(document, responses)
    signature(document, issuer, day_in_words(_local(whistle.assigned_at).date()))
    imprint(document, f"{issuer}　　{day_in_words(_local(whistle.assigned_at).date())}印发")
    return finished(document, whistle.assigned_at, title=title, author=issuer, subject=whistle.number)


def title_of(whistle: Whistle) -> str:
    """The title as it stands on the document."""
    return f"关于“{whistle.title}”的吹哨派单"


def _write_results(document: object, responses: list[WhistleResponse]) -> None:
    write_heading(document, "三、办理情况")
    for row in responses:
        if row.measures:
            write_paragraph(document, f"{row.department}：{row.get_result_display()}。{row.measures}")
        if row.score is not None:
            write_paragraph(document, f"评哨得分 {row.score} 分。{row.comment}")


def _line(row: WhistleResponse) -> list[str]:
    there = _moment(row.responded_at) if row.responded_at is not None else ""
    role = "牵头" if row.lead else "配合"
    return [str(row.department), role, _moment(row.respond_by), there, str(row.get_status_display())]


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


def _moment(moment: datetime) -> str:
    return f"{_local(moment):%Y-%m-%d %H:%M}"
