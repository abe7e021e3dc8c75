"""通报: the district tells its streets, sees who has read it, urges the rest, and corrects itself (S2 §三(四), S4)."""

from briefing import bulletin_terms, receipt_of
from cast import Cast

from core.history import history_of
from core.outbox import deliver_waiting
from linkage.bulletins.actions.issuing import bulletin_create, bulletin_issue, bulletin_urge
from linkage.bulletins.actions.reading import bulletin_sign
from linkage.bulletins.models import Bulletin, BulletinReceipt
from tenants.notices.models import Notice


def test_from_the_draft_to_the_last_receipt(cast: Cast) -> None:
    office, leader = cast.actor("office"), cast.actor("leader")
    street_a, street_b, unit = (cast.actor(name) for name in ("street_a", "street_b", "unit_a"))
    both = bulletin_terms(cast, organization=cast.root, kind="report", places=[cast.street_a, cast.street_b])
    row = bulletin_create(actor=office, **both)
    assert not Bulletin.objects.visible_to(street_a).exists()
    row = bulletin_issue(actor=leader, bulletin=row)
    assert Bulletin.objects.visible_to(street_b).get() == row
    assert Bulletin.objects.visible_to(unit).get() == row
    # The school is not a subordinate of anybody: the street beside it learns nothing of it.
    assert [each.owner for each in BulletinReceipt.objects.visible_to(street_b)] == [cast.street_b]
    bulletin_sign(actor=street_a, bulletin=row, reply="已部署到各社区")
    bulletin_sign(actor=unit, bulletin=row)
    assert [each.owner for each in row.receipts.filter(read_at=None)] == [cast.street_b]
    bulletin_urge(actor=office, bulletin=row)
    deliver_waiting()
    assert Notice.objects.filter(event__verb="bulletin.urge", user=cast.users["street_b"]).exists()
    assert not Notice.objects.filter(event__verb="bulletin.urge", user=cast.users["street_a"]).exists()
    bulletin_sign(actor=street_b, bulletin=row)
    assert not row.receipts.filter(read_at=None).exists()
    assert receipt_of(row, cast.street_a).reply == "已部署到各社区"
    correction = bulletin_terms(cast, organization=cast.root, places=[cast.street_a], units=[], corrects=row)
    new = bulletin_issue(actor=leader, bulletin=bulletin_create(actor=office, **correction))
    assert new.corrects == row
    assert new.number != row.number
    assert [line.what for line in history_of(row)] == ["催阅", "签发通知通报", "起草通知通报"]
    assert [line.what for line in history_of(receipt_of(row, cast.street_a))] == ["签收"]
