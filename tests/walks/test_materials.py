"""信息共享、文化共享: a school shares, the street lets it through, neighbours read it until it is over (S2 §四(三))."""

from datetime import timedelta

from cast import Cast
from sharing import material_terms

from core.events import at_moment, now
from core.history import history_of
from core.outbox import deliver_waiting
from resources.materials.actions.materials import (
    material_create,
    material_edit,
    material_extend,
    material_publish,
    material_return,
    material_submit,
)
from resources.materials.ending import expire
from resources.materials.models import Material, MaterialFile
from tenants.notices.models import Notice


def test_from_the_draft_to_the_end(cast: Cast) -> None:
    school, office, community = cast.actor("unit_a"), cast.actor("street_a"), cast.actor("community_a")
    row = material_create(actor=school, **material_terms(cast))
    assert not Material.objects.visible_to(office).exists()
    row = material_submit(actor=school, material=row)
    row = material_return(actor=office, material=row, reason="请写明预约方式")
    given = material_terms(cast, content="每月第一个周六开放，电话预约。", files=[])
    del given["owner"]
    row = material_submit(actor=school, material=material_edit(actor=school, material=row, **given))
    # Not open yet: those below the reviewer know of it, neighbours elsewhere do not.
    assert not Material.objects.visible_to(cast.actor("outpost_a")).exists()
    row = material_publish(actor=office, material=row)
    deliver_waiting()
    assert Notice.objects.filter(event__verb="material.publish", user=cast.users["unit_a"]).exists()
    for reader in (community, cast.actor("outpost_a"), cast.actor("member")):
        assert Material.objects.visible_to(reader).get() == row
        assert MaterialFile.objects.visible_to(reader).count() == 1
    assert not Material.objects.visible_to(cast.actor("street_b")).exists()
    row = material_extend(actor=school, material=row, ends_on=row.ends_on + timedelta(days=30))
    over = row.ends_on + timedelta(days=1)
    with at_moment(now() + timedelta(days=(over - now().date()).days)):
        assert (expire(over), expire(over)) == (1, 0)
    assert not Material.objects.visible_to(cast.actor("outpost_a")).exists()
    assert [line.what for line in history_of(row)] == [
        "资料过期",
        "延长有效期",
        "审核通过并发布资料",
        "提交审核",
        "修改共享资料",
        "退回资料",
        "提交审核",
        "起草共享资料",
    ]
