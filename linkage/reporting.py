"""Reports on how far something has come."""

from django.core.validators import MaxValueValidator
from django.db import models

from core.visibility import PartOf


class Report(PartOf, models.Model):
    """How far the record to which ``OF`` leads has come, as somebody told on a day; subclasses add the words."""

    progress = models.PositiveSmallIntegerField("进度（%）", validators=[MaxValueValidator(100)])
    by_label = models.CharField("报告人", max_length=120)
    at = models.DateTimeField("报告时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{getattr(self, self.OF)} {self.progress}%"
