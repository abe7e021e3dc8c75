"""通知通报 (S2 §三(四), S4): who may tell whom, what signing means, and what is called to mind."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from briefing import bulletin_in, bulletin_terms, receipt_of
from cast import Cast
from docx import Document
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.waiting import waiting_for
from linkage.bulletins.actions.issuing import (
    bulletin_create,
    bulletin_edit,
    bulletin_issue,
    bulletin_urge,
    bulletin_withdraw,
)
from linkage.bulletins.actions.reading import bulletin_reply, bulletin_sign
from linkage.bulletins.documents import bulletin_document
from linkage.bulletins.models import Bulletin, BulletinReceipt, BulletinRules
from linkage.bulletins.reminders import receipts
from tenants.calendars.models import WorkCalendar
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.models import ResidentUnit

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


def told(cast: Cast, verb: str) -> set[str]:
    deliver_waiting()
    names = {user.pk: name for name, user in cast.users.items()}
    return {names[pk] for pk in Notice.objects.filter(event__verb=verb).values_list("user_id", flat=True)}


def test_the_number_comes_with_the_issue_and_is_never_used_again(cast: Cast) -> None:
    first = bulletin_in(cast, "withdrawn")
    draft = bulletin_in(cast, "draft")
    second = bulletin_in(cast, "issued")
    year = today().year
    assert (first.number, draft.number, second.number) == (
        f"江宁路街道通〔{year}〕1号",
        "",
        f"江宁路街道通〔{year}〕2号",
    )
    whole = bulletin_terms(cast, organization=cast.root, places=[cast.street_b])
    district = bulletin_create(actor=cast.actor("office"), **whole)
    assert bulletin_issue(actor=cast.actor("leader"), bulletin=district).number == f"静安区通〔{year}〕1号"


def test_the_day_of_the_receipt_is_counted_in_working_days(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = bulletin_in(cast, "issued")
    days = BulletinRules.current().sign_days
    assert row.due_on == WorkCalendar.current().add_workdays(FRIDAY.date(), days)
    assert bulletin_in(cast, "issued", asks_receipt=False).due_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda cast: {"places": [], "units": []}, "places"),
        (lambda cast: {"places": [cast.street_a]}, "places"),
        (lambda cast: {"places": [cast.community_b]}, "places"),
        (lambda cast: {"units": [cast.unit_b]}, "units"),
        (lambda cast: {"kind": "letter"}, "kind"),
        (lambda cast: {"title": " "}, "title"),
        (lambda cast: {"body": "字" * 10001}, "body"),
        (lambda cast: {"due_on": in_days(-1)}, "due_on"),
        (lambda cast: {"due_on": in_days(3), "asks_receipt": False}, "due_on"),
    ],
)
def test_what_is_refused_names_its_field_and_leaves_nothing(cast: Cast, changes: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        bulletin_create(actor=cast.actor("street_a"), **bulletin_terms(cast, **changes(cast)))
    assert refused.value.field == field
    assert not Bulletin.objects.exists()


def test_a_community_is_no_issuer(cast: Cast) -> None:
    given = bulletin_terms(cast, organization=cast.community_a)
    with pytest.raises(NotAllowed):
        bulletin_create(actor=cast.actor("community_a"), **given)
    with pytest.raises(InvalidInput):
        bulletin_create(actor=cast.actor("street_a"), **given)


def test_only_a_draft_is_changed_and_its_addressees_with_it(cast: Cast) -> None:
    row = bulletin_in(cast, "draft")
    given = bulletin_terms(cast, title="改过的标题", units=[], files=[])
    del given["organization"]
    row = bulletin_edit(actor=cast.actor("street_a"), bulletin=row, **given)
    assert (row.title, row.receipts.count(), row.files.count()) == ("改过的标题", 1, 1)
    bulletin_issue(actor=cast.actor("street_a"), bulletin=row)
    with pytest.raises(WrongState, match="另发更正"):
        bulletin_edit(actor=cast.actor("street_a"), bulletin=row, **given)


def test_nobody_signs_for_those_below(cast: Cast) -> None:
    row = bulletin_in(cast, "issued")
    with pytest.raises(NotAllowed):
        bulletin_sign(actor=cast.actor("street_a"), bulletin=row)
    bulletin_sign(actor=cast.actor("unit_a"), bulletin=row)
    unit = receipt_of(row, cast.unit_a)
    assert (unit.read_at is not None, unit.reader_label) == (True, cast.actor("unit_a").label)
    assert receipt_of(row, cast.community_a).read_at is None


def test_the_first_to_sign_is_kept_and_answers_may_follow(cast: Cast) -> None:
    row = bulletin_in(cast, "issued")
    mine = cast.actor("community_a")
    with pytest.raises(WrongState, match="先签收"):
        bulletin_reply(actor=mine, bulletin=row, reply="已传达")
    bulletin_sign(actor=mine, bulletin=row)
    with pytest.raises(WrongState, match="已经签收"):
        bulletin_sign(actor=cast.actor("community_a_secretary"), bulletin=row)
    assert told(cast, "bulletinreceipt.sign") == set()
    bulletin_reply(actor=mine, bulletin=row, reply="月底前走访完")
    receipt = receipt_of(row, cast.community_a)
    assert (receipt.reader_label, receipt.reply) == (mine.label, "月底前走访完")
    assert told(cast, "bulletinreceipt.reply") == {"street_a", "street_a_secretary"}
    assert Event.objects.get(verb="bulletinreceipt.sign").data["on_time"] is True


def test_it_waits_for_the_drafting_place_and_then_for_those_addressed(cast: Cast) -> None:
    row = bulletin_in(cast, "draft")
    assert kinds(cast, "street_a")["bulletin.issue"] == 1
    assert "bulletin.issue" not in kinds(cast, "leader")
    assert "bulletin.sign" not in kinds(cast, "community_a")
    bulletin_issue(actor=cast.actor("street_a_secretary"), bulletin=row)
    assert told(cast, "bulletin.issue") == {"community_a", "community_a_secretary", "unit_a", "unit_a_head"}
    assert kinds(cast, "community_a")["bulletin.sign"] == 1
    assert kinds(cast, "unit_a")["bulletin.sign"] == 1
    assert "bulletin.sign" not in kinds(cast, "street_a")
    bulletin_sign(actor=cast.actor("community_a"), bulletin=row)
    assert "bulletin.sign" not in kinds(cast, "community_a_secretary")
    bulletin_withdraw(actor=cast.actor("street_a"), bulletin=row, reason="重复发文")
    assert "bulletin.sign" not in kinds(cast, "unit_a")
    with pytest.raises(WrongState):
        bulletin_sign(actor=cast.actor("unit_a"), bulletin=row)


def test_a_draft_given_up_is_told_to_nobody(cast: Cast) -> None:
    row = bulletin_in(cast, "draft")
    bulletin_withdraw(actor=cast.actor("street_a"), bulletin=row, reason="不发了")
    assert told(cast, "bulletin.withdraw") == set()
    assert not Bulletin.objects.visible_to(cast.actor("community_a")).exists()


def test_urging_reaches_who_has_not_read_and_once_a_day(cast: Cast) -> None:
    row = bulletin_in(cast, "signed")
    bulletin_urge(actor=cast.actor("street_a"), bulletin=row)
    assert told(cast, "bulletin.urge") == {"unit_a", "unit_a_head"}
    with pytest.raises(WrongState, match="今天已经催阅"):
        bulletin_urge(actor=cast.actor("street_a"), bulletin=row)
    with at_moment(datetime.now(tz=SHANGHAI) + timedelta(days=1)):
        bulletin_urge(actor=cast.actor("street_a"), bulletin=row)
    bulletin_sign(actor=cast.actor("unit_a"), bulletin=row)
    with pytest.raises(WrongState, match="无需催阅"):
        bulletin_urge(actor=cast.actor("street_a"), bulletin=row)


def test_organizations_are_reminded_before_and_after_the_day_and_units_never(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = bulletin_in(cast, "issued", due_on=FRIDAY.date() + timedelta(days=4))
    with at_moment(FRIDAY + timedelta(days=3)):
        run_duties(FRIDAY + timedelta(days=3))
    assert told(cast, "bulletin.remind") == {"community_a", "community_a_secretary"}
    run_duties(FRIDAY + timedelta(days=5))
    assert told(cast, "bulletin.remind") >= {"street_a", "community_a"}
    assert [each.data["stage"] for each in Event.objects.filter(verb="bulletin.remind").order_by("id")] == ["1", "late"]
    # What was said when it was late is not read again, nor what is due later than the first stage.
    for days in (6, -300):
        assert list(receipts((FRIDAY + timedelta(days=days)).date())) == []
    bulletin_sign(actor=cast.actor("community_a"), bulletin=row)
    run_duties(FRIDAY + timedelta(days=6))
    assert Event.objects.filter(verb="bulletin.remind").count() == 2


def test_a_correction_refers_to_what_it_corrects(cast: Cast) -> None:
    old = bulletin_in(cast, "issued")
    new = bulletin_in(cast, "issued", title="关于更正的通知", corrects=old)
    assert list(old.corrections.all()) == [new]
    for wrong in (bulletin_in(cast, "draft"),):
        with pytest.raises(InvalidInput) as refused:
            bulletin_in(cast, "draft", corrects=wrong)
        assert refused.value.field == "corrects"
    whole = bulletin_terms(cast, organization=cast.root, corrects=old)
    with pytest.raises(InvalidInput):
        bulletin_create(actor=cast.actor("office"), **whole)


def test_who_left_the_register_before_the_issue_gets_nothing(cast: Cast) -> None:
    row = bulletin_in(cast, "draft")
    ResidentUnit.objects.filter(pk=cast.unit_a.pk).update(status="retired")
    bulletin_issue(actor=cast.actor("street_a"), bulletin=row)
    assert [each.owner for each in BulletinReceipt.objects.all()] == [cast.community_a]


def test_the_document_has_the_form_of_an_official_one(cast: Cast) -> None:
    row = bulletin_in(cast, "issued")
    content = bulletin_document(row)
    assert content == bulletin_document(row)
    words = [line.text for line in Document(BytesIO(content)).paragraphs if line.text]
    assert words[:3] == ["中共江宁路街道工作委员会", row.number, row.title]
    assert words[3:6] == ["新安居委会：", "一、走访对象", "困难党员和老党员。"]
    assert "附件：1．现场照片.png" in words
    assert words[-1] == "抄送：江宁中学。"
    assert "（草稿，未编号）" in [
        line.text for line in Document(BytesIO(bulletin_document(bulletin_in(cast, "draft")))).paragraphs
    ]
