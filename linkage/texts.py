"""The text of an agreement as it is signed: plain words, complete, and the same for whoever computes its hash."""

import hashlib

from core.history import plain_number
from core.models import Event
from core.periods import day_in_words
from linkage.models import Agreement, Commitment


def text_of(agreement: Agreement) -> str:
    """All that the parties agree to, in words: text, term, duties and commitments, as the rows say it now.

    A supplement tells the whole of what shall hold, and of each commitment whether it is new or what it was.
    """
    parties = list(agreement.parties.select_related("organization", "unit").order_by("id"))
    numbers = {party.pk: number for number, party in enumerate(parties, 1)}
    lines = [*_head(agreement), "", *_aim(agreement)]
    if agreement.content:
        lines += ["", "补充内容" if agreement.is_supplement else "协议正文", agreement.content]
    lines += ["", "协议各方"]
    for party in parties:
        lines.append(f"第{numbers[party.pk]}方：{party}")
        told = (("权利与义务", party.duties), ("负责人", party.head), ("联络员", party.liaison))
        lines += [f"{label}：{words}" for label, words in told if words]
    lines += ["", f"承诺事项（自{day_in_words(agreement.active_from)}起）" if agreement.is_supplement else "承诺事项"]
    commitments = list(agreement.commitments.select_related("amends").order_by("id"))
    for number, one in enumerate(commitments, 1):
        changed = _changed(one) if agreement.is_supplement else ""
        lines.append(f"{number}. 第{numbers[one.party_id]}方：{terms_in_words(one)}{changed}")
    lines += _struck_out(agreement, commitments)
    return "\n".join(lines) + "\n"


def _head(agreement: Agreement) -> list[str]:
    base = agreement.refers_to
    term = f"期限：{day_in_words(agreement.active_from)}至{day_in_words(agreement.active_to)}"
    lines = [
        "补充协议" if agreement.is_supplement else "共建协议",
        f"编号：{agreement.number}",
        f"名称：{agreement.title}",
    ]
    if base and agreement.is_supplement:
        lines.append(f"所补充的协议：{base.number}《{base.title}》")
        lines.append(f"执行日期：{day_in_words(agreement.active_from)}")
        was = f"（原为{day_in_words(base.active_to)}）" if base.active_to != agreement.active_to else "（不变）"
        lines.append(f"期满日期：{day_in_words(agreement.active_to)}{was}")
    else:
        lines += [f"续签自：{base.number}《{base.title}》", term] if base else [term]
    if agreement.review_at:
        lines.append(f"中期评估：{day_in_words(agreement.review_at)}")
    return lines


def _aim(agreement: Agreement) -> list[str]:
    return ["补充事由" if agreement.is_supplement else "共建目标", agreement.aim]


def terms_in_words(one: Commitment) -> str:
    """What a commitment says: 开放操场，40 小时，2027年6月30日前完成; or 每月 3 次，至2027年6月30日."""
    amount = f"{plain_number(one.quantity)} {one.measure}"
    if one.period:
        return f"{one.title}，{one.get_period_display()} {amount}，至{day_in_words(one.due_on)}"
    return f"{one.title}，{amount}，{day_in_words(one.due_on)}前完成"


def _changed(one: Commitment) -> str:
    if one.amends is None:
        return "（新增）"
    before = terms_in_words(one.amends)
    return "（不变）" if before == terms_in_words(one) else f"（原为：{before}）"


def _struck_out(agreement: Agreement, kept: list[Commitment]) -> list[str]:
    if not agreement.is_supplement or agreement.refers_to is None:
        return []
    left = agreement.refers_to.commitments.filter(ended_on=None).exclude(
        pk__in=[one.amends_id for one in kept if one.amends_id]
    )
    found = [f"{number}. {terms_in_words(one)}" for number, one in enumerate(left.order_by("id"), 1)]
    return ["", "取消的承诺事项", *found] if found else []


def hash_of(text: str) -> str:
    """SHA-256 over the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def altered() -> list[str]:
    """Numbers of agreements of the district whose kept text is missing or is not what was signed.

    What was signed is known twice: by the hash beside the text, and by the event that put the agreement into force.
    """
    into_force = ("agreement.activate", "agreement.enact", "agreement.register")
    sealed = dict(Event.objects.filter(verb__in=into_force).values_list("subject_id", "data__hash"))
    kept = Agreement.objects.order_by("id").values_list("pk", "number", "signed_text", "content_hash")
    return [
        number
        for pk, number, text, mark in kept.iterator(chunk_size=500)
        if (mark or pk in sealed) and not hash_of(text) == mark == sealed.get(pk, mark)
    ]
