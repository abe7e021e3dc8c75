"""What differs between districts in 吹哨报到: terms by urgency, who names departments, how 评哨 is weighed."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from core.errors import InvalidInput
from core.rulebook import DayListField, DaysField, RuleBook, ShareField


def a_day_before() -> list[int]:
    return [1]


# Working hours that a department may be given at once: two weeks of work.
MOST_HOURS = 80


class HoursField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A number of working hours, 1 to 80."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["validators"] = [MinValueValidator(1), MaxValueValidator(MOST_HOURS)]
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class WhistleRules(RuleBook):
    """吹哨报到规则: terms in working days and hours by urgency, and the weights of the score."""

    lead = "期限按工作日和工作小时计算，工作日和每天的起止时间见“工作日历”；三项评哨权重之和应为 100%。"

    named_by_street = models.BooleanField(
        "街道直接点名应哨部门", default=False, help_text="不选时由区分派；选了，街道吹哨时点名，部门立即收到。"
    )
    review_days = DaysField("街道审核和吹哨期限（工作日）", default=1)
    dispatch_days = DaysField("区分派和裁定期限（工作日）", default=1)
    normal_respond_hours = HoursField("一般事项应哨期限（工作小时）", default=8)
    urgent_respond_hours = HoursField("较急事项应哨期限（工作小时）", default=4)
    critical_respond_hours = HoursField("紧急事项应哨期限（工作小时）", default=2)
    normal_solve_days = DaysField("一般事项办结期限（工作日）", default=10)
    urgent_solve_days = DaysField("较急事项办结期限（工作日）", default=5)
    critical_solve_days = DaysField("紧急事项办结期限（工作日）", default=2)
    rate_days = DaysField("评哨期限（工作日）", default=5)
    response_weight = ShareField("评哨权重：响应", default=Decimal("0.3"))
    solution_weight = ShareField("评哨权重：解决", default=Decimal("0.35"))
    satisfaction_weight = ShareField("评哨权重：满意", default=Decimal("0.35"))
    most_extensions = models.PositiveSmallIntegerField(
        "每个部门每件最多延期几次", default=1, validators=[MaxValueValidator(20)], help_text="0 表示不准延期。"
    )
    supervise_days = DaysField("部门逾期几天督办", default=3)
    remind_before = DayListField("到期前几天提醒", default=a_day_before)
    warn_hours = models.PositiveSmallIntegerField(
        "应哨到期前几个工作小时提醒",
        default=1,
        validators=[MaxValueValidator(8)],
        help_text="0—8，每一刻钟看一次，只在工作时间提醒。0 表示到期前不提醒；超时的当天即提醒部门并告知区里。",
    )

    class Meta(RuleBook.Meta):
        verbose_name = "吹哨报到规则"

    def check_rules(self) -> None:
        total = self.response_weight + self.solution_weight + self.satisfaction_weight
        if total != 1:
            told = f"{(total * 100).normalize():f}%"
            raise InvalidInput(f"响应、解决、满意三项权重之和应为 100%，现在是 {told}。", field="satisfaction_weight")
        for kind, word in (("respond_hours", "应哨"), ("solve_days", "办结")):
            terms = [getattr(self, f"{urgency}_{kind}") for urgency in ("critical", "urgent", "normal")]
            if terms != sorted(terms):
                raise InvalidInput(f"越紧急的事项，{word}期限应越短，请核对。", field=f"critical_{kind}")

    def respond_hours(self, urgency: str) -> int:
        """Working hours within which a department reports in."""
        return int(getattr(self, f"{urgency}_respond_hours"))

    def solve_days(self, urgency: str) -> int:
        """Working days from the day after the assignment."""
        return int(getattr(self, f"{urgency}_solve_days"))

    def weighed(self, response: Decimal, solution: Decimal, satisfaction: Decimal) -> Decimal:
        """The score of a department from the three marks."""
        total: Decimal = (
            response * self.response_weight + solution * self.solution_weight + satisfaction * self.satisfaction_weight
        )
        return total.quantize(Decimal("0.01"))
