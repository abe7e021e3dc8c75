"""资料共享 (S2 §四(三)): to whom it is open, for how long, and who lets it through."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from cast import Cast
from sharing import material_in, material_terms
from stories import in_days

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import at_moment
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import SHANGHAI, today
from core.waiting import waiting_for
from resources.materials.actions.materials import (
    material_create,
    material_extend,
    material_publish,
    material_submit,
    material_withdraw,
)
from resources.materials.models import Material, MaterialRules
from tenants.duties.running import run_duties
from tenants.notices.models import Notice
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.rulebooks import rulebook_edit
from tenants.org.actions.units import unit_move
from tenants.org.models import Organization

FRIDAY = datetime(2026, 10, 16, 10, tzinfo=SHANGHAI)


def kinds(cast: Cast, name: str) -> dict[str, int]:
    return {wait.waiting.kind: wait.total for wait in waiting_for(cast.actor(name), shown=2)}


def told(cast: Cast, verb: str) -> set[str]:
    deliver_waiting()
    names = {user.pk: name for name, user in cast.users.items()}
    return {names[pk] for pk in Notice.objects.filter(event__verb=verb).values_list("user_id", flat=True)}


def test_it_is_open_to_the_street_and_for_as_long_as_the_rules_say(cast: Cast) -> None:
    row = material_in(cast, "draft", ends_on=None)
    assert row.audience == cast.street_a
    assert row.ends_on == today() + timedelta(days=MaterialRules.current().open_days)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda cast: {"title": ""}, "title"),
        (lambda cast: {"kind": "letter"}, "kind"),
        (lambda cast: {"content": "字" * 10001}, "content"),
        (lambda cast: {"ends_on": in_days(-1)}, "ends_on"),
        (lambda cast: {"audience": cast.street_b}, "audience"),
        # A unit is nobody's superior: it cannot single out a place below the one in which it lies.
        (lambda cast: {"audience": cast.community_b}, "audience"),
    ],
)
def test_what_is_refused_names_its_field_and_leaves_nothing(cast: Cast, changes: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        material_create(actor=cast.actor("unit_a"), **material_terms(cast, **changes(cast)))
    assert refused.value.field == field
    assert not Material.objects.exists()


def test_a_place_may_single_out_one_below_it(cast: Cast) -> None:
    row = material_in(cast, "published", owner=cast.street_a, audience=cast.community_a)
    assert Material.objects.visible_to(cast.actor("unit_a")).get() == row
    assert not Material.objects.visible_to(cast.actor("unit_b")).exists()


def test_it_waits_for_the_reviewer_and_then_for_its_owner(cast: Cast) -> None:
    row = material_in(cast, "draft")
    assert kinds(cast, "unit_a")["material.submit"] == 1
    assert not any(kind.startswith("material.") for kind in kinds(cast, "street_a"))
    material_submit(actor=cast.actor("unit_a"), material=row)
    assert kinds(cast, "street_a")["material.review"] == 1
    assert told(cast, "material.submit") == {"street_a", "street_a_secretary"}
    assert kinds(cast, "unit_a").get("material.submit") is None
    material_in(cast, "returned", title="另一份")
    assert kinds(cast, "unit_a")["material.correct"] == 1
    assert told(cast, "material.return") == {"unit_a", "unit_a_head"}


def test_what_is_over_is_neither_handed_in_nor_published(cast: Cast) -> None:
    draft, waiting = material_in(cast, "draft"), material_in(cast, "submitted", title="待审核的")
    Material.objects.update(ends_on=in_days(-1))
    for call in (
        lambda: material_submit(actor=cast.actor("unit_a"), material=draft),
        lambda: material_publish(actor=cast.actor("street_a"), material=waiting),
    ):
        with pytest.raises(InvalidInput) as refused:
            call()
        assert refused.value.field == "ends_on"


def test_a_street_takes_down_what_was_shared_and_no_draft_of_a_unit(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        material_withdraw(actor=cast.actor("street_a"), material=material_in(cast, "draft"), reason="内容不当")
    row = material_withdraw(actor=cast.actor("street_a"), material=material_in(cast, "published"), reason="内容不当")
    assert row.status == "withdrawn"
    assert told(cast, "material.withdraw") == {"unit_a", "unit_a_head"}


def test_it_ends_by_itself_after_a_reminder_unless_extended(cast: Cast) -> None:
    with at_moment(FRIDAY):
        row = material_in(cast, "published", ends_on=FRIDAY.date() + timedelta(days=6))
    run_duties(FRIDAY)
    assert told(cast, "material.remind") == {"unit_a", "unit_a_head"}
    with at_moment(FRIDAY):
        with pytest.raises(InvalidInput):
            material_extend(actor=cast.actor("unit_a"), material=row, ends_on=row.ends_on)
        row = material_extend(actor=cast.actor("unit_a"), material=row, ends_on=row.ends_on + timedelta(days=5))
    run_duties(FRIDAY + timedelta(days=10))
    row.refresh_from_db()
    assert (row.status, Event.objects.filter(verb="material.remind").count()) == ("published", 2)
    run_duties(FRIDAY + timedelta(days=12))
    run_duties(FRIDAY + timedelta(days=13))
    row.refresh_from_db()
    assert row.status == "expired"
    assert Event.objects.filter(verb="material.expire").count() == 1
    assert not Material.objects.visible_to(cast.actor("outpost_a")).exists()
    with pytest.raises(WrongState):
        material_extend(actor=cast.actor("unit_a"), material=row, ends_on=in_days(300))


def test_it_moves_with_its_unit_and_its_place(cast: Cast) -> None:
    row = material_in(cast, "published")
    singled = material_in(cast, "published", owner=cast.street_a, audience=cast.community_a, title="只给一个社区")
    unit_move(actor=cast.actor("office"), unit=cast.unit_a, organization=cast.community_b)
    row.refresh_from_db()
    assert (row.organization, row.audience) == (cast.community_b, cast.street_b)
    place = Organization(code="310106006003", name="永乐居委会", level="community")
    beside = Organization.objects.add_child(cast.street_a, instance=place)
    given = {"organization": cast.community_a, "successor": beside, "reason": "两居合并"}
    organization_retire(actor=cast.actor("office"), **given)
    singled.refresh_from_db()
    assert singled.audience == beside


def test_kinds_are_the_districts_own_and_stay_while_something_is_of_them(cast: Cast) -> None:
    office, row = cast.actor("office"), material_in(cast, "draft")
    rules = rulebook_edit(actor=office, book=MaterialRules, values={"kinds": f"志愿服务、{row.kind}"})
    assert rules.kinds == ["志愿服务", row.kind]
    assert material_in(cast, "draft", kind="志愿服务").kind == "志愿服务"
    with pytest.raises(InvalidInput, match=f"志愿服务、{row.kind}"):
        material_in(cast, "draft", kind="政策文件")
    for wrong in ([], "政策文件", ["长" * 21]):
        with pytest.raises(InvalidInput) as refused:
            rulebook_edit(actor=office, book=MaterialRules, values={"kinds": wrong})
        assert refused.value.field == "kinds"
    with pytest.raises(InvalidInput, match=row.kind):
        rulebook_edit(actor=office, book=MaterialRules, values={"kinds": "志愿服务"})
