"""回避: who inspects keeps away from where he holds a post, and the work stays as even as that allows."""

import pytest
from cast import Cast
from inspecting import drafted, prepared, reread, team_of
from oversight import on_day
from stories import in_days

from core.errors import InvalidInput
from core.periods import today
from core.permissions import SYSTEM
from linkage.inspections.actions import plans, targets
from linkage.inspections.models import Inspection, InspectionRules, InspectionTarget
from linkage.inspections.spreading import kept_apart
from tenants.org.models import Post
from tenants.org.roles import Role


def ordered(cast: Cast, plan: Inspection) -> dict[str, str]:
    """By the name of each target, that of its team."""
    return {str(row.owner): str(row.team) for row in plan.targets.select_related("organization", "unit", "team")}


def chosen(cast: Cast, *owners: object) -> Inspection:
    plan = drafted(cast)
    return targets.inspection_choose(actor=SYSTEM, inspection=plan, owners=owners)


def obeyed(*, yes: bool) -> None:
    book = InspectionRules.current()
    book.recusal = yes
    book.save()


def test_teams_change_places_so_that_nobody_looks_at_the_own_street(cast: Cast) -> None:
    plan = chosen(cast, cast.community_a, cast.community_b)
    team_of(cast, plan, "甲组", "street_a")
    team_of(cast, plan, "乙组", "department")
    targets.inspection_spread(actor=cast.actor("office"), inspection=plan)
    assert ordered(cast, plan) == {"新安居委会": "乙组", "张家宅居委会": "甲组"}
    plans.inspection_issue(actor=cast.actor("office"), inspection=plan)


@pytest.mark.parametrize(
    ("member", "owner", "at"),
    [
        ("street_a", "community_a", "江宁路街道"),
        ("community_a", "community_a", "新安居委会"),
        ("community_a", "street_a", "新安居委会"),
        ("community_a", "unit_a", "新安居委会"),
        ("outpost_a", "street_a", "江宁路派出所"),
        ("unit_a", "unit_a", "江宁中学"),
        ("unit_a", "community_a", "江宁中学"),
        ("member", "unit_a", "江宁中学"),
    ],
)
def test_where_every_team_has_to_keep_away_person_and_place_are_named(
    cast: Cast, member: str, owner: str, at: str
) -> None:
    plan = chosen(cast, getattr(cast, owner))
    team_of(cast, plan, "甲组", member)
    words = f"{cast.users[member].name}在“{at}”任职，按规定应当回避，不能检查“{getattr(cast, owner)}”"
    with pytest.raises(InvalidInput, match=words):
        targets.inspection_spread(actor=cast.actor("office"), inspection=plan)
    obeyed(yes=False)
    targets.inspection_spread(actor=cast.actor("office"), inspection=plan)


@pytest.mark.parametrize(
    ("member", "owner"),
    [("office", "street_a"), ("department", "community_a"), ("street_b", "community_a"), ("unit_b", "unit_a")],
)
def test_whoever_stands_above_or_elsewhere_may_go(cast: Cast, member: str, owner: str) -> None:
    plan = chosen(cast, getattr(cast, owner))
    team_of(cast, plan, "甲组", member)
    targets.inspection_spread(actor=cast.actor("office"), inspection=plan)


def test_a_street_sends_its_own_people(cast: Cast) -> None:
    given = {"organization": cast.street_a, "title": "自查", "kind": "on_site", "scope": "查", "lines": "台账"}
    plan = plans.inspection_plan(actor=cast.actor("street_a"), starts_on=today(), ends_on=in_days(3), **given)
    plans.inspectionteam_form(
        actor=cast.actor("street_a"), inspection=plan, name="街道组", head="陈", members=[cast.users["street_a"]]
    )
    plan = targets.inspection_choose(actor=cast.actor("street_a"), inspection=plan, owners=[cast.community_a])
    targets.inspection_spread(actor=cast.actor("street_a"), inspection=plan)


def test_neither_a_target_nor_a_member_is_moved_against_it(cast: Cast) -> None:
    plan = prepared(cast)
    own = team_of(cast, plan, "第二检查组", "street_a")
    target: InspectionTarget = plan.targets.get()
    with pytest.raises(InvalidInput, match="江宁小陈在“江宁路街道”任职"):
        targets.inspectiontarget_assign(actor=cast.actor("office"), target=reread(target), team=own)
    first = plan.teams.order_by("order").first()
    given = {"name": first.name, "head": "赵", "members": [cast.users["street_a"]], "team": first}
    with pytest.raises(InvalidInput, match="应当回避"):
        plans.inspectionteam_form(actor=cast.actor("office"), inspection=plan, **given)
    # Another day for its own team is no new assignment.
    targets.inspectiontarget_assign(
        actor=cast.actor("office"), target=reread(target), team=reread(target).team, due_on=in_days(9)
    )


def test_who_came_to_a_post_meanwhile_is_found_before_the_teams_go(cast: Cast) -> None:
    plan = prepared(cast)
    post = Post.objects.create(
        user=cast.users["department"], role=Role.COMMUNITY_OFFICER, organization=cast.community_a, starts_on=in_days(-1)
    )
    with pytest.raises(InvalidInput, match="分局小冯在“新安居委会”任职"):
        plans.inspection_issue(actor=cast.actor("office"), inspection=plan)
    post.ends_on = today()
    post.save()
    with on_day(today()):
        assert plans.inspection_issue(actor=cast.actor("office"), inspection=plan).status == "issued"


def test_the_work_stays_even_where_rows_can_change_places() -> None:
    assert kept_apart([0, 0, 1, 1], [{0}, set(), set(), set()], [0, 0]) == [1, 0, 0, 1]
    assert kept_apart([0, 0, 1, 1], [{0}, {0}, {0}, set()], [0, 0]) == [1, 1, 1, 0]
    assert kept_apart([0, 1], [{0}, {0}], [0, 0]) == [1, 1]
    assert kept_apart([0, 1], [{0, 1}, set()], [0, 0]) == [None, 1]
    assert kept_apart([0, 1, 2], [{0, 1}, {1}, set()], [0, 0, 0]) == [2, 0, 1]
