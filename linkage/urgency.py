"""How soon a matter has to be looked after: terms of appeals and of whistles are set by it."""

from django.db import models


class Urgency(models.TextChoices):
    NORMAL = "normal", "一般"
    URGENT = "urgent", "较急"
    CRITICAL = "critical", "紧急"
