"""What has been done and said already, so that nothing is done or said twice."""

from django.db import models


class DutyDone(models.Model):
    """A duty that was done to its end on a day."""

    name = models.CharField("事项", max_length=60)
    day = models.DateField("日期")
    done_at = models.DateTimeField("完成时间", auto_now_add=True)

    class Meta:
        verbose_name = "已办例行事项"
        constraints = (models.UniqueConstraint(fields=["day", "name"], name="duties_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.name} {self.day}"


class Reminder(models.Model):
    """A stage of a reminder that was said about a record: ``30`` days before the end of an agreement, say."""

    name = models.CharField("提醒", max_length=60)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.BigIntegerField("对象")
    stage = models.CharField("阶段", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "已发提醒"
        constraints = (
            models.UniqueConstraint(fields=["name", "subject_type", "subject_id", "stage"], name="duties_said_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.subject_type} {self.subject_id} {self.stage}"
