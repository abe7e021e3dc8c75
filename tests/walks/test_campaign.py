"""Row 22: 专项工作 from the template to the summary, over three levels (S0-1, S0-2, S1, S4)."""

from datetime import date, timedelta

import pytest
from campaign_stories import campaign_in, hand_in, steps_of
from cast import Cast
from stories import in_days

from core.errors import WrongState
from core.history import history_of
from core.models import Event
from core.outbox import deliver_waiting
from core.periods import today
from core.waiting import waiting_for
from linkage.campaigns.actions.leading import campaign_finish, campaign_reschedule, campaign_start
from linkage.campaigns.actions.planning import campaign_create
from linkage.campaigns.actions.working import (
    campaignstep_excuse,
    campaignstep_report,
    campaignstep_return,
    campaignstep_verify,
    campaignstep_waive,
)
from linkage.campaigns.models import Campaign, CampaignStep, CampaignTemplate
from linkage.campaigns.reading import stage_shares
from linkage.campaigns.reminders import steps as reminders
from linkage.extensions.actions import extension_approve, extension_ask
from linkage.supervision.models import SupervisionRules
from tenants.duties.registry import all_duties
from tenants.notices.models import Notice


def kinds(cast: Cast, name: str) -> dict[str, int]:
    found = waiting_for(cast.actor(name), shown=3)
    return {each.waiting.kind: each.total for each in found if each.waiting.kind.startswith("campaign")}


def test_model_communities_from_the_template_to_the_summary(cast: Cast) -> None:
    office, street, mine = (cast.actor(name) for name in ("office", "street_a", "community_a"))
    template = CampaignTemplate.objects.get(name="精品社区创建")
    assert template.steps.count() == 15
    campaign = campaign_create(actor=office, organization=cast.root, template=template, level="community")
    assert kinds(cast, "office") == {"campaign.start": 1}
    assert campaign.plan.count() == 15
    assert campaign.plan.first().due_on == today() + timedelta(days=60)
    assert not Campaign.objects.visible_to(mine).exists()

    events = Event.objects.count()
    campaign = campaign_start(actor=office, campaign=campaign)
    assert Event.objects.count() == events + 1
    assert CampaignStep.objects.count() == 2 * 15
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["community_a"], event__verb="campaign.start").count() == 1
    assert kinds(cast, "community_a") == {"campaignstep.work": 3}

    step, other, *rest = [row for row in steps_of(campaign) if row.organization == cast.community_a]
    step = campaignstep_report(actor=mine, step=step, text="班子已配齐", progress=80)
    step = hand_in(cast, step)
    assert kinds(cast, "street_a") == {"campaignstep.verify": 1}
    assert kinds(cast, "office") == {}
    step = campaignstep_return(actor=street, step=step, reason="请补充分工")
    assert step.poor
    step = campaignstep_verify(actor=street, step=hand_in(cast, step), note="属实")
    other = campaignstep_excuse(actor=mine, step=other, reason="本社区已并入试点")
    campaignstep_waive(actor=street, step=other)
    assert stage_shares(campaign, office, today())[0].settled == 2
    with pytest.raises(WrongState, match="还有 28 项步骤没有办结"):
        campaign_finish(actor=office, campaign=campaign, summary="完成")

    late = rest[0]
    asked = extension_ask(actor=mine, subject=late, due_on=late.due_on + timedelta(days=9), reason="雨季", progress=10)
    extension_approve(actor=street, extension=asked)
    for row in steps_of(campaign):
        if row.status in CampaignStep.OPEN:
            side = "a" if row.organization == cast.community_a else "b"
            campaignstep_verify(actor=cast.actor(f"street_{side}"), step=hand_in(cast, row, by=f"community_{side}"))
    assert kinds(cast, "office") == {"campaign.finish": 1}
    campaign = campaign_finish(actor=office, campaign=campaign, summary="15 项任务全部达标")
    assert [line.what for line in history_of(campaign)] == ["专项工作完成", "启动专项工作", "起草专项工作"]


def test_a_date_is_moved_by_whoever_leads(cast: Cast) -> None:
    """All that have not done it get the new date; one that was given its own keeps it."""
    campaign = campaign_in(cast, "running")
    plan = campaign.plan.first()
    own = campaign.steps.select_related("organization").get(plan=plan, organization=cast.community_a)
    asked = extension_ask(
        actor=cast.actor("community_a"), subject=own, due_on=in_days(35), reason="道路施工", progress=0
    )
    extension_approve(actor=cast.actor("street_a"), extension=asked)
    campaign_reschedule(actor=cast.actor("office"), campaign=campaign, step=plan, due_on=in_days(28), reason="统一顺延")
    days = dict(campaign.steps.filter(plan=plan).values_list("organization", "due_on"))
    assert days == {cast.community_a.pk: in_days(35), cast.community_b.pk: in_days(28)}
    deliver_waiting()
    assert Notice.objects.filter(user=cast.users["community_b"], event__verb="campaign.reschedule").exists()


def test_who_was_given_another_day_is_reminded_of_that_one(cast: Cast) -> None:
    """It hears nothing of the day of the plan, and each of its own stages once, also after a run that was missed."""
    campaign = campaign_in(cast, "running")
    plan = campaign.plan.first()
    own = campaign.steps.select_related("organization").get(plan=plan, organization=cast.community_a)
    asked = extension_ask(actor=cast.actor("community_a"), subject=own, due_on=in_days(60), reason="施工", progress=0)
    extension_approve(actor=cast.actor("street_a"), extension=asked)
    campaign.plan.exclude(pk=plan.pk).get().steps.update(status="done")

    def said(name: str, verb: str) -> list[str]:
        deliver_waiting()
        found = Notice.objects.filter(user=cast.users[name], event__verb=verb).order_by("pk")
        return list(found.values_list("text", flat=True))

    # The day before the plan's, and so long after it that it is overdue for the other community.
    for day in (19, 20 + SupervisionRules.current().remind_days):
        run_reminders(in_days(day))
        run_reminders(in_days(day))
    late = SupervisionRules.current().remind_days
    assert [text.rpartition("（")[2] for text in said("community_b", "campaign.remind")] == [
        "“入户走访”还剩 1 天，还有 1 个组织没有报送）",
        f"“入户走访”已逾期 {late} 天，还有 1 个组织没有报送）",
    ]
    assert said("community_a", "campaign.remind") == []
    assert said("community_a", "campaignstep.remind") == []
    # Nobody ran on the tenth day before; the next run says what that one would have said.
    for day in (52, 53, 58, 59, 61, 62):
        run_reminders(in_days(day))
    notes = [text.rpartition("（")[2] for text in said("community_a", "campaignstep.remind")]
    assert notes == ["还剩 8 天）", "还剩 2 天）", "还剩 1 天）", "已逾期 1 天）"]
    assert said("community_b", "campaignstep.remind") == []


def run_reminders(day: date) -> None:
    for name in ("campaign.steps", "campaign.own_days"):
        all_duties()[name](day)


def test_a_step_is_called_to_mind_once_for_all(cast: Cast) -> None:
    campaign = campaign_in(cast, "running")
    dues = list(reminders(in_days(19)))
    assert [(due.subject, due.data["note"]) for due in dues] == [
        (campaign, "“入户走访”还剩 1 天，还有 2 个组织没有报送")
    ]
    assert list(reminders(in_days(0))) == []
