"""What is said before a step is due and when it was not done.

Once for a step, to all that have to do it by the day of the plan; to an organization with a day of its own by itself.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, F, Q

from linkage.campaigns.models import Campaign, CampaignStep, PlannedStep
from linkage.reminders import due_reminders, usual_stages
from linkage.supervision.models import SupervisionRules
from tenants.duties import Due, left_in_words, reminder, stage_for


@reminder("campaign.steps", verb="campaign.remind")
def steps(day: date) -> Iterable[Due]:
    """At the stages of the district's rules of supervision; a date that was moved begins anew."""
    rules = SupervisionRules.current()
    stages = usual_stages(rules)
    # Whoever was given another day is reminded of that one, see ``own_days``.
    open_rows = Q(steps__status__in=CampaignStep.ACTING, steps__due_on=F("due_on"))
    found = (
        PlannedStep.objects.filter(
            campaign__status=Campaign.Status.RUNNING, due_on__lte=day + timedelta(days=stages[0])
        )
        .annotate(left=Count("steps", filter=open_rows))
        .filter(left__gt=0)
        .select_related("campaign__organization")
        .order_by("pk")
    )
    for step in found:
        days = (step.due_on - day).days
        stage = stage_for(days, stages, late="overdue", late_after=rules.remind_days)
        if stage is None:
            continue
        note = f"“{step}”{left_in_words(days)}，还有 {step.left} 个组织没有报送"
        data = {"step": step.pk, "due_on": step.due_on, "note": note}
        yield Due(subject=step.campaign, stage=f"{step.pk}:{step.due_on}:{stage}", data=data)


@reminder("campaign.own_days", verb="campaignstep.remind")
def own_days(day: date) -> Iterable[Due]:
    """Rows that were extended, at the same stages before and after their own day."""
    rows = CampaignStep.objects.exclude(due_on=F("plan__due_on"))
    for due in due_reminders(rows, day):
        about = {"campaign": due.subject.campaign_id, "step": due.subject.plan_id}
        yield Due(due.subject, due.stage, {**about, **due.data})
