"""The text of an agreement as it is signed: plain words, complete, and the same for whoever computes its hash."""

import hashlib
from datetime import date

from core.history import plain_number
from core.models import Event
from linkage.models import Agreement


def text_of(agreement: Agreement) -> str:
    """All that the parties agree to, in words: text, term, duties and commitments, as the rows say it now."""
    parties = list(agreement.parties.select_related("organization", "unit").order_by("id"))
    numbers = {party.pk: number for number, party in enumerate(parties, 1)}
    lines = [
        "共建协议",
        f"编号：{agreement.number}",
        f"名称：{agreement.title}",
        f"期限：{_day(agreement.active_from)}至{_day(agreement.active_to)}",
    ]
    if agreement.review_at:
        lines.append(f"中期评估：{_day(agreement.review_at)}")
    lines += ["", "共建目标", agreement.aim]
    if agreement.content:
        lines += ["", "协议正文", agreement.content]
    lines += ["", "协议各方"]
    for party in parties:
        lines.append(f"第{numbers[party.pk]}方：{party}")
        told = (("权利与义务", party.duties), ("负责人", party.head), ("联络员", party.liaison))
        lines += [f"{label}：{words}" for label, words in told if words]
    lines += ["", "承诺事项"]
    for number, one in enumerate(agreement.commitments.order_by("id"), 1):
        amount = f"{plain_number(one.quantity)} {one.measure}"
        lines.append(f"{number}. 第{numbers[one.party_id]}方：{one.title}，{amount}，{_day(one.due_on)}前完成")
    return "\n".join(lines) + "\n"


def hash_of(text: str) -> str:
    """SHA-256 over the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def altered() -> list[str]:
    """Numbers of agreements of the district whose kept text is missing or is not what was signed.

    What was signed is known twice: by the hash beside the text, and by the event that put the agreement into force.
    """
    into_force = ("agreement.activate", "agreement.register")
    sealed = dict(Event.objects.filter(verb__in=into_force).values_list("subject_id", "data__hash"))
    kept = Agreement.objects.order_by("id").values_list("pk", "number", "signed_text", "content_hash")
    return [
        number
        for pk, number, text, mark in kept.iterator(chunk_size=500)
        if (mark or pk in sealed) and not hash_of(text) == mark == sealed.get(pk, mark)
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
