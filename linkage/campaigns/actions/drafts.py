"""What a step says before it is written, and how it is checked: for templates and for campaigns alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.errors import InvalidInput
from core.values import clean_text
from linkage.campaigns.models import CampaignTemplateStep
from linkage.campaigns.models.templates import LONGEST_DAYS

MOST_STEPS = 40


@dataclass(frozen=True, slots=True)
class TemplateStepDraft:
    """One step of a template; days are counted from the beginning of the campaign, whose first day is 0."""

    stage: str
    title: str
    requirement: str
    due_day: int
    start_day: int = 0
    evidence: bool = False
    measure: str = ""


@dataclass(frozen=True, slots=True)
class StepDraft:
    """One step of a campaign, from a day until a day, both included."""

    stage: str
    title: str
    requirement: str
    starts_on: date
    due_on: date
    evidence: bool = False
    measure: str = ""


def dated(steps: Sequence[CampaignTemplateStep], starts_on: date) -> list[StepDraft]:
    """The steps of a template as they fall from the day on which a campaign begins."""
    return [
        StepDraft(
            step.stage,
            step.title,
            step.requirement,
            starts_on + timedelta(days=step.start_day),
            starts_on + timedelta(days=step.due_day),
            step.evidence,
            step.measure,
        )
        for step in steps
    ]


def clean_template_steps(steps: Sequence[TemplateStepDraft]) -> list[TemplateStepDraft]:
    """The steps with clean texts, at least one; ``InvalidInput`` names what is wrong."""
    if not steps:
        raise InvalidInput("模板至少要有一个步骤。", field="steps")
    _not_too_many(len(steps))
    found = []
    for step in steps:
        if not 0 <= step.start_day <= LONGEST_DAYS:
            raise InvalidInput(f"“从启动后第几天起”应为 0—{LONGEST_DAYS}，启动当天为 0。", field="start_day")
        if not step.start_day <= step.due_day <= LONGEST_DAYS:
            raise InvalidInput(
                f"步骤“{step.title}”的截止天数应不小于开始天数，且不超过 {LONGEST_DAYS}。", field="due_day"
            )
        stage, title, requirement, measure = _texts(step)
        found.append(replace(step, stage=stage, title=title, requirement=requirement, measure=measure))
    return found


def clean_steps(steps: Sequence[StepDraft]) -> list[StepDraft]:
    """The steps with clean texts, none where the campaign is still blank; ``InvalidInput`` names what is wrong."""
    _not_too_many(len(steps))
    found = []
    for step in steps:
        if step.due_on < step.starts_on:
            raise InvalidInput(f"步骤“{step.title}”的完成期限不能早于开始日期。", field="due_on")
        stage, title, requirement, measure = _texts(step)
        found.append(replace(step, stage=stage, title=title, requirement=requirement, measure=measure))
    return found


def _not_too_many(count: int) -> None:
    if count > MOST_STEPS:
        raise InvalidInput(f"最多 {MOST_STEPS} 个步骤，请合并。", field="steps")


def _texts(step: StepDraft | TemplateStepDraft) -> tuple[str, str, str, str]:
    return (
        clean_text(step.stage, "stage", "阶段", 40),
        clean_text(step.title, "title", "步骤", 80),
        clean_text(step.requirement, "requirement", "工作要求", 2000),
        clean_text(step.measure, "measure", "填报数量的单位", 10, required=False),
    )
