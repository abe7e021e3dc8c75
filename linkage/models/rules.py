"""What a district has settled about agreements: its target, and when it reminds and evaluates."""

from decimal import Decimal
from typing import Any

from django.db import models

from core.errors import InvalidInput
from core.rulebook import DayListField, DaysField, RuleBook, ShareField

USUAL_TARGET = Decimal("0.800")


def usual_days() -> list[int]:
    return [30, 7, 1]


def a_week_and_a_day() -> list[int]:
    """Before a month, a quarter or a year of a promise is over: a month is short."""
    return [7, 1]


class AgreementRules(RuleBook):
    """协议规则: the share of units to be under agreement, reminders, and the beginning of the final evaluation."""

    lead = "驻区单位签约率的目标，协议期满、中期评估和承诺到期的提醒，以及期满评估的开始时间。"

    target_share: "models.Field[Any, Any]" = ShareField(
        "签约率目标", default=USUAL_TARGET, help_text="在册驻区单位中，应有履行中协议的比例。"
    )
    evaluation_days = DaysField("期满评估提前天数", default=30, help_text="期满前多少天开始期满评估，由平台自动发起。")
    end_days = DayListField("期满前提醒（天）", default=usual_days, help_text="期满前第几天提醒各方，例如 30、7、1。")
    review_days = DayListField("中期评估前提醒（天）", default=usual_days, help_text="中期评估日前第几天提醒各方。")
    due_days = DayListField("承诺到期前提醒（天）", default=usual_days, help_text="承诺没有完成的，到期前第几天提醒。")
    period_days = DayListField(
        "按频次的承诺本期结束前提醒（天）",
        default=a_week_and_a_day,
        help_text="每月、每季度、每年的承诺，本期还没有做够的，结束前第几天提醒。",
    )

    class Meta(RuleBook.Meta):
        verbose_name = "协议规则"

    def check_rules(self) -> None:
        if self.target_share <= 0:
            raise InvalidInput("签约率目标应大于 0。", field="target_share")
