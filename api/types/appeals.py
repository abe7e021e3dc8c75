"""诉求."""

from typing import Any

import graphene
from django.db.models import Q

from api.filters import among, of, on_or_after, on_or_before, search
from api.rows.fields import Named, One, column, computed
from api.rows.ids import key_of
from api.rows.pages import Filter, Ordering
from api.rows.records import Record
from api.types.choices import (
    AppealChannel,
    AppealResult,
    AppealRoute,
    AppealSatisfaction,
    AppealStatus,
    DueBucket,
    DueLight,
    Urgency,
)
from api.types.events import history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from linkage.appeals.models import Appeal
from tenants.org.models import Organization


def _within(value: str) -> Q:
    """In the subtree of a place: what was raised in it, or is handled there."""
    key = key_of(value, "Organization", field="within")
    path = Organization.objects.filter(pk=key).values_list("path", flat=True).first()
    if path is None:
        return Q(pk__in=[])
    return Q(raised_in__path__startswith=path) | Q(organization__path__startswith=path)


def chosen(enum: Any, name: str, description: str) -> Any:
    """A choice that is null as long as nothing was chosen."""
    return computed(enum, description, [name], lambda row: row[name] or None, lambda text: f"NULLIF({text}, '')")


class AppealType(Record):
    class Meta:
        model = Appeal
        description = "诉求：居民提出的事，只记类别、地点和事由；从登记、受理、办理、答复到记录满意度。"
        ordering = Ordering(
            "AppealOrder",
            {
                "NEWEST": ("最近登记的在前。", ("-pk",)),
                "OLDEST": ("最早登记的在前。", ("pk",)),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(AppealStatus, "status", "状态"),
            "urgency": among(Urgency, "urgency", "紧急程度"),
            "channel": among(AppealChannel, "channel", "渠道"),
            "route": among(AppealRoute, "route", "办理方式"),
            "satisfaction": among(AppealSatisfaction, "satisfaction", "满意度"),
            "category": Filter(graphene.String, "按类别。", lambda v: Q(category=v)),
            "organization": of("Organization", "organization_id", "organization", "该组织承办"),
            "within": Filter(graphene.ID, "只看该组织及其下级提出或承办的。", _within),
            "light": light_filter(Appeal, DueLight),
            "bucket": bucket_filter(Appeal, DueBucket),
            "number": Filter(graphene.String, "按编号。", lambda v: Q(number=v)),
            "source_number": Filter(graphene.String, "按来文编号。", lambda v: Q(source_number=v)),
            "raised_from": on_or_after("raised_on", "提出日期"),
            "raised_until": on_or_before("raised_on", "提出日期"),
            "due_from": on_or_after("due_on", "期限"),
            "due_until": on_or_before("due_on", "期限"),
            "search": search("title", "number", "content", "answer"),
        }

    number = column(Appeal, "number")
    source_number = column(Appeal, "source_number")
    title = column(Appeal, "title")
    content = column(Appeal, "content")
    category = column(Appeal, "category")
    channel = column(Appeal, "channel", enum=AppealChannel)
    urgency = column(Appeal, "urgency", enum=Urgency)
    raised_on = column(Appeal, "raised_on")
    raised_in = One("Organization", "raised_in", "诉求所在的社区或街道。", follows=True)
    organization = One("Organization", "organization", "承办组织。", follows=True)
    status = column(Appeal, "status", enum=AppealStatus)
    status_label = Named("状态的中文名称。", "status", dict(Appeal.Status.choices))
    round = column(Appeal, "round", description="第几次办理；退回二次办理后为 2。")
    route = chosen(AppealRoute, "route", "办理方式；尚未开始办理时为空。")
    started_on = column(Appeal, "started_on", description="本环节开始的日期。")
    due_on = column(Appeal, "due_on", description="本环节的期限：受理前为受理期限，受理后为答复期限。")
    progress = column(Appeal, "progress")
    poor = column(Appeal, "poor", description="是否因不满意退回而尚未重新答复。")
    light = light_field(Appeal, DueLight)
    bucket = bucket_field(Appeal, DueBucket)
    days_left = days_left_field(Appeal)
    registered_at = column(Appeal, "registered_at")
    accepted_at = column(Appeal, "accepted_at")
    refusal = column(Appeal, "refusal")
    answer = column(Appeal, "answer")
    result = chosen(AppealResult, "result", "办理结果；答复前为空。")
    answered_at = column(Appeal, "answered_at")
    feedback_by = column(Appeal, "feedback_by")
    satisfaction = chosen(AppealSatisfaction, "satisfaction", "满意度；记录前为空。")
    feedback = column(Appeal, "feedback")
    closed_at = column(Appeal, "closed_at")
    version = column(Appeal, "version")
    history = history(Appeal)
