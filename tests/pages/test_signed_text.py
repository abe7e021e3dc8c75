"""The text that was signed is kept word for word, whatever happens to names and rows afterwards."""

import hashlib

import pytest
from callers import gid, person
from cast import Cast
from django.db import IntegrityError, connection, transaction
from stories import agreement_in

from linkage.actions.agreements import PartyDraft, agreement_revise
from linkage.models import Agreement
from linkage.texts import altered
from tenants.org.actions.units import unit_edit

WHOLE = """共建协议
编号：{number}
名称：江宁路街道与江宁中学共建协议
期限：{term}

共建目标
校园场地向居民开放

协议各方
第1方：江宁路街道
第2方：江宁中学
权利与义务：提供场地
负责人：孙校长

承诺事项
1. 第2方：开放操场，40 小时，{due}前完成
"""


def in_words(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_the_text_says_all_that_was_agreed(cast: Cast) -> None:
    parties = [PartyDraft(cast.unit_a, duties="提供场地", head="孙校长")]
    agreement = agreement_in(cast, "negotiating", parties=parties)
    assert agreement.signed_text == WHOLE.format(
        number=agreement.number,
        term=f"{in_words(agreement.active_from)}至{in_words(agreement.active_to)}",
        due=in_words(agreement.commitments.get().due_on),
    )


def test_a_new_name_of_a_party_leaves_the_text_as_it_was_signed(cast: Cast, browser) -> None:
    agreement = agreement_in(cast, "active")
    unit_edit(actor=cast.actor("street_a"), unit=cast.unit_a, name="江宁高级中学", kind="school")
    shown = browser("unit_a").get(f"/agreements/{agreement.pk}/").text
    assert "第2方：江宁中学\n" in shown
    file = browser("unit_a").get(f"/agreements/{agreement.pk}/text/")
    assert hashlib.sha256(file.content).hexdigest() == agreement.content_hash
    query = "query ($id: ID!) { agreement(id: $id) { signedText contentHash } }"
    told = person(cast.users["unit_a"]).ask(query, id=gid(agreement))["agreement"]
    assert told == {"signedText": file.content.decode(), "contentHash": agreement.content_hash}
    assert altered() == []
    assert browser("unit_b").get(f"/agreements/{agreement.pk}/text/").status_code == 404


def test_there_is_no_text_before_it_is_proposed_and_none_after_it_was_sent_back(cast: Cast, browser) -> None:
    agreement = agreement_in(cast, "negotiating")
    agreement = agreement_revise(actor=cast.actor("unit_a"), agreement=agreement, reason="期限太长")
    assert (agreement.signed_text, agreement.content_hash) == ("", "")
    assert browser("street_a").get(f"/agreements/{agreement.pk}/text/").status_code == 404
    assert altered() == []


@pytest.mark.parametrize("status", ["negotiating", "active", "terminated", "expired"])
@pytest.mark.parametrize(
    "change", [{"signed_text": "别的"}, {"signed_text": "", "content_hash": ""}, {"content_hash": "0" * 64}]
)
def test_the_database_refuses_another_text(cast: Cast, status: str, change: dict[str, str]) -> None:
    agreement = agreement_in(cast, status)
    with pytest.raises(IntegrityError, match="stands still"), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(**change)


@pytest.mark.parametrize("resealed", [False, True])
def test_a_text_altered_by_the_owner_of_the_database_is_found(cast: Cast, browser, resealed: bool) -> None:
    agreement = agreement_in(cast, "active")
    other = agreement.signed_text.replace("40 小时", "4 小时")
    mark = hashlib.sha256(other.encode()).hexdigest() if resealed else agreement.content_hash
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE linkage_agreement DISABLE TRIGGER linkage_agreement_text")
    Agreement.objects.filter(pk=agreement.pk).update(signed_text=other, content_hash=mark)
    assert altered() == [agreement.number]
    assert agreement.number in browser("audit").post("/audit/verify/", follow=True).text
