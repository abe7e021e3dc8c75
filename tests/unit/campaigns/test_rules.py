"""专项工作 (S0-1, S1, S4): what a plan may say, who leads, does and verifies, what is refused, and who hears of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from campaign_stories import (
    MEASURED,
    PLAIN,
    campaign_in,
    campaign_terms,
    campaigntemplate_in,
    campaigntemplate_terms,
    hand_in,
    step_in,
    steps_of,
)
from cast import Cast
from oversight import on_day
from stories import in_days

from core.errors import DomainError, InvalidInput, NotAllowed, NotFound, WrongState
from core.history import history_of
from core.permissions import SYSTEM, Perm, Place
from linkage.campaigns.actions import leading, planning, templates, working
from linkage.campaigns.actions.drafts import TemplateStepDraft
from linkage.campaigns.models import Campaign, CampaignStep
from linkage.campaigns.notices import places_told
from linkage.supervision.ladder import climb
from linkage.supervision.models import Supervision
from tenants.notices.rules import Audience
from tenants.org.actions.organizations import organization_add, organization_retire

LATER = "上级另行部署"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (lambda cast: {"title": " "}, "title"),
        (lambda cast: {"aim": ""}, "aim"),
        (lambda cast: {"steps": [replace(PLAIN, title="")]}, "title"),
        (lambda cast: {"steps": [replace(PLAIN, stage="")]}, "stage"),
        (lambda cast: {"steps": [replace(PLAIN, due_on=PLAIN.starts_on.replace(year=2020))]}, "due_on"),
        (lambda cast: {"steps": [PLAIN] * 41}, "steps"),
        (lambda cast: {"places": [cast.root]}, "places"),
        (lambda cast: {"level": "district"}, "level"),
        (lambda cast: {"template": campaigntemplate_in(cast, "retired")}, "template"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_by_its_field(cast: Cast, changes: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        planning.campaign_create(actor=cast.actor("office"), **campaign_terms(cast, **changes(cast)))
    assert refused.value.field == field
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("step", "field"),
    [
        (TemplateStepDraft("准备", "方案", "制订。", due_day=3, start_day=4), "due_day"),
        (TemplateStepDraft("准备", "方案", "制订。", due_day=2001), "due_day"),
        (TemplateStepDraft("准备", "方案", "制订。", due_day=1, start_day=-1), "start_day"),
        (TemplateStepDraft("准备", "", "制订。", due_day=1), "title"),
    ],
)
def test_a_template_keeps_its_days_in_order(cast: Cast, step: TemplateStepDraft, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        templates.campaigntemplate_create(actor=cast.actor("office"), **campaigntemplate_terms(steps=[step]))
    assert refused.value.field == field


def test_only_places_below_take_part(cast: Cast) -> None:
    """A street leads its own communities and nobody else's."""
    terms = campaign_terms(cast, organization=cast.street_a)
    with pytest.raises(InvalidInput, match="不能参加"):
        planning.campaign_create(actor=cast.actor("street_a"), **terms)
    made = planning.campaign_create(actor=cast.actor("street_a"), **{**terms, "places": [cast.community_a]})
    with pytest.raises(InvalidInput, match="不能参加"):
        leading.campaign_join(
            actor=cast.actor("street_a"),
            campaign=leading.campaign_start(actor=cast.actor("street_a"), campaign=made),
            places=[cast.community_b],
        )


def test_whoever_joins_late_is_not_overdue_at_once(cast: Cast) -> None:
    """A step whose day is over is due after as many days as in the plan; the others stay as they are."""
    campaign = campaign_in(cast, "running", places=[cast.community_a])
    with on_day(in_days(25)):
        leading.campaign_join(actor=cast.actor("office"), campaign=campaign, places=[cast.community_b])
    rows = campaign.steps.filter(organization=cast.community_b).order_by("plan__position")
    assert [(row.started_on, row.due_on) for row in rows] == [
        (in_days(25), in_days(45)),
        (in_days(10), in_days(40)),
    ]
    assert "期限已过的 1 个步骤" in history_of(campaign)[0].note
    with on_day(in_days(26)):
        climb(in_days(26))
    assert set(Supervision.objects.values_list("organization", flat=True)) == {cast.community_a.pk}


@pytest.mark.parametrize("name", ["street_b", "community_a", "unit_a", "system", "department"])
def test_nobody_else_leads(cast: Cast, name: str) -> None:
    actor, campaign = cast.actor(name), campaign_in(cast, "running")
    plan = campaign.plan.first()
    acts: list[Callable[[], Any]] = [
        lambda: planning.campaign_create(actor=actor, **campaign_terms(cast)),
        lambda: leading.campaign_join(actor=actor, campaign=campaign, places=[cast.street_a]),
        lambda: leading.campaign_reschedule(
            actor=actor, campaign=campaign, step=plan, due_on=in_days(50), reason=LATER
        ),
        lambda: leading.campaign_stop(actor=actor, campaign=campaign, reason=LATER),
        lambda: leading.campaign_finish(actor=actor, campaign=campaign, summary="完成"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_it_does_not_start_without_steps_places_or_time(cast: Cast) -> None:
    office = cast.actor("office")
    for changes, words in (
        ({"steps": []}, "还没有步骤"),
        ({"places": []}, "还没有参加组织"),
        ({"steps": [replace(PLAIN, starts_on=in_days(-9), due_on=in_days(-1))]}, "已过"),
    ):
        draft = planning.campaign_create(actor=office, **campaign_terms(cast, **changes))
        with pytest.raises(WrongState, match=words):
            leading.campaign_start(actor=office, campaign=draft)
    assert not CampaignStep.objects.exists()


def test_a_place_that_was_retired_since_keeps_it_from_starting(cast: Cast) -> None:
    draft = campaign_in(cast, "draft")
    organization_retire(
        actor=cast.actor("office"), organization=cast.community_b, reason="合并", successor=cast.community_a
    )
    with pytest.raises(DomainError, match="撤销"):
        leading.campaign_start(actor=cast.actor("office"), campaign=draft)


class TestDates:
    def move(self, cast: Cast, campaign: Campaign, **changes: Any) -> Campaign:
        given = {"step": campaign.plan.first(), "due_on": in_days(50), "reason": LATER, **changes}
        return leading.campaign_reschedule(actor=cast.actor("office"), campaign=campaign, **given)

    @pytest.mark.parametrize("days", [-1, 20])
    def test_a_day_that_is_over_or_the_same_is_refused(self, cast: Cast, days: int) -> None:
        with pytest.raises(InvalidInput) as refused:
            self.move(cast, campaign_in(cast, "running"), due_on=in_days(days))
        assert refused.value.field == "due_on"

    def test_the_step_of_another_campaign_is_not_found(self, cast: Cast) -> None:
        other = campaign_in(cast, "running")
        with pytest.raises(NotFound):
            self.move(cast, campaign_in(cast, "running"), step=other.plan.first())

    def test_what_is_done_keeps_its_day(self, cast: Cast) -> None:
        campaign = campaign_in(cast, "running")
        mine = steps_of(campaign)[0]
        working.campaignstep_verify(actor=cast.actor("street_a"), step=hand_in(cast, mine))
        self.move(cast, campaign)
        days = dict(campaign.steps.filter(plan=mine.plan).values_list("organization", "due_on"))
        assert days == {cast.community_a.pk: in_days(20), cast.community_b.pk: in_days(50)}


class TestWork:
    @pytest.mark.parametrize("name", ["street_b", "community_b", "unit_a", "security"])
    def test_others_do_not_do_it(self, cast: Cast, name: str) -> None:
        step, actor = step_in(cast, "pending"), cast.actor(name)
        with pytest.raises(NotAllowed):
            working.campaignstep_report(actor=actor, step=step, text="已走访", progress=10)
        with pytest.raises(NotAllowed):
            working.campaignstep_excuse(actor=actor, step=step, reason="没有")

    @pytest.mark.parametrize("name", ["community_a", "street_b"])
    def test_nobody_verifies_the_own_step_or_a_neighbours(self, cast: Cast, name: str) -> None:
        with pytest.raises(NotAllowed):
            working.campaignstep_verify(actor=cast.actor(name), step=step_in(cast, "submitted"))
        with pytest.raises(NotAllowed):
            working.campaignstep_waive(actor=cast.actor(name), step=step_in(cast, "excused"))

    def test_a_step_asks_for_its_figure_and_its_files(self, cast: Cast) -> None:
        step, mine = step_in(cast, "pending"), cast.actor("community_a")
        with pytest.raises(InvalidInput, match="要求填报数量（户）"):
            working.campaignstep_submit(actor=mine, step=step, text="已走访")
        with pytest.raises(InvalidInput, match="须附材料"):
            working.campaignstep_submit(actor=mine, step=step, text="已走访", quantity=12)
        plain = step_in(cast, "pending", steps=[PLAIN])
        with pytest.raises(InvalidInput, match="不要求填报数量"):
            working.campaignstep_report(actor=mine, step=plain, text="已走访", progress=10, quantity=12)

    @pytest.mark.parametrize("progress", [-1, 101])
    def test_progress_is_a_share(self, cast: Cast, progress: int) -> None:
        with pytest.raises(InvalidInput) as refused:
            working.campaignstep_report(
                actor=cast.actor("community_a"), step=step_in(cast, "pending"), text="已走访", progress=progress
            )
        assert refused.value.field == "progress"

    def test_sent_back_it_is_poor_until_it_is_handed_in_again(self, cast: Cast) -> None:
        step = step_in(cast, "returned")
        assert step.poor
        assert not hand_in(cast, step).poor

    def test_a_refusal_says_why(self, cast: Cast) -> None:
        for judge, status in (
            (working.campaignstep_return, "submitted"),
            (working.campaignstep_refuse, "excused"),
        ):
            with pytest.raises(InvalidInput) as refused:
                judge(actor=cast.actor("street_a"), step=step_in(cast, status), reason=" ")
            assert refused.value.field == "reason"

    @pytest.mark.parametrize("status", ["done", "waived", "terminated", "submitted", "excused"])
    def test_what_is_settled_or_waits_is_not_done_again(self, cast: Cast, status: str) -> None:
        with pytest.raises(WrongState):
            hand_in(cast, step_in(cast, status))


def test_what_was_done_stays_done_when_the_rest_is_stopped(cast: Cast) -> None:
    campaign = campaign_in(cast, "running", steps=[MEASURED])
    mine = steps_of(campaign)[0]
    working.campaignstep_verify(actor=cast.actor("street_a"), step=hand_in(cast, mine))
    leading.campaign_stop(actor=cast.actor("office"), campaign=campaign, reason=LATER)
    found = dict(campaign.steps.values_list("organization", "status"))
    assert found == {cast.community_a.pk: "done", cast.community_b.pk: "terminated"}


class TestWhoHears:
    def paths(self, *places: Any) -> list[Audience]:
        return places_told([place.path for place in places])

    def test_a_campaign_of_streets_is_no_matter_of_their_communities(self, cast: Cast) -> None:
        told = self.paths(cast.street_a, cast.street_b)
        assert told == [Audience(Perm.CAMPAIGN_WORK, Place(place.path)) for place in (cast.street_a, cast.street_b)]

    def test_all_communities_of_a_street_are_told_at_once(self, cast: Cast) -> None:
        other = organization_add(
            actor=SYSTEM, parent=cast.street_a, level="community", name="武定居委会", code="310106006003"
        )
        street = Audience(Perm.CAMPAIGN_WORK, Place(cast.street_a.path), below=True)
        assert self.paths(cast.community_a, other) == [street]
        grid = organization_add(actor=SYSTEM, parent=other, level="grid", name="第一网格")
        assert street not in self.paths(cast.community_a, other)
        assert len(self.paths(cast.community_a, other, grid)) == 3
