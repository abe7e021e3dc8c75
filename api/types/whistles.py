"""吹哨报到, and the league of departments."""

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from api.addresses import DOWNLOAD, WHISTLE_FILE, WHISTLE_WORD
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.ids import global_id, key_of
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.scalars import Decimal_
from api.types.appeals import chosen
from api.types.choices import DueBucket, DueLight, Urgency, WhistleResponseStatus, WhistleResult, WhistleStatus
from api.types.events import history
from api.types.tracking import bucket_field, bucket_filter, days_left_field, light_field, light_filter
from core.periods import Quarter
from linkage.whistles.league import BEST_FIRST, league, rounded
from linkage.whistles.models import Whistle, WhistleFile, WhistleResponse

_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


def _called(value: str) -> Q:
    rows = WhistleResponse.objects.filter(department_id=key_of(value, "Department", field="department"))
    return Q(pk__in=rows.exclude(status=WhistleResponse.Status.RELEASED).values("whistle_id"))


class WhistleType(Record):
    class Meta:
        model = Whistle
        description = "吹哨事项：街道独自解决不了、请部门到场解决的事，从提请、审核、吹哨、分派、应哨、办理到评哨。"
        ordering = Ordering(
            "WhistleOrder",
            {
                "NEWEST": ("最近提请的在前。", ("-pk",)),
                "OLDEST": ("最早提请的在前。", ("pk",)),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(WhistleStatus, "status", "状态"),
            "urgency": among(Urgency, "urgency", "紧急程度"),
            "result": among(WhistleResult, "result", "办理结果"),
            "department": Filter(graphene.ID, "只看由该部门应哨的。", _called),
            "within": within(),
            "light": light_filter(Whistle, DueLight),
            "bucket": bucket_filter(Whistle, DueBucket),
            "number": Filter(graphene.String, "按哨号。", lambda v: Q(number=v)),
            "due_from": on_or_after("due_on", "期限"),
            "due_until": on_or_before("due_on", "期限"),
            "search": search("title", "number", "content"),
        }

    number = column(Whistle, "number")
    title = column(Whistle, "title")
    content = column(Whistle, "content")
    urgency = column(Whistle, "urgency", enum=Urgency)
    suggestion = column(Whistle, "suggestion")
    organization = One("Organization", "organization", "吹哨街道。", follows=True)
    raised_in = One("Organization", "raised_in", "事项所在的社区或街道。", follows=True)
    origin_label = column(Whistle, "origin_label", description="由什么而来；不是由别的记录而来的，为空文字。")
    status = column(Whistle, "status", enum=WhistleStatus)
    status_label = Named("状态的中文名称。", "status", dict(Whistle.Status.choices))
    started_on = column(Whistle, "started_on", description="本环节开始的日期。")
    due_on = column(Whistle, "due_on", description="本环节的期限；分派后为办结期限。")
    progress = column(Whistle, "progress", description="进度，0—100，为各部门的平均数，向下取整。")
    light = light_field(Whistle, DueLight)
    bucket = bucket_field(Whistle, DueBucket)
    days_left = days_left_field(Whistle)
    opinion = column(Whistle, "opinion", description="审核意见或退回原因。")
    result = chosen(WhistleResult, "result", "办理结果，以牵头部门的为准；办理完毕前为空。")
    collected_at = column(Whistle, "collected_at")
    blown_at = column(Whistle, "blown_at")
    assigned_at = column(Whistle, "assigned_at")
    finished_at = column(Whistle, "finished_at")
    rate_by = column(Whistle, "rate_by")
    closed_at = column(Whistle, "closed_at")
    version = column(Whistle, "version")
    document_url = Signed(
        WHISTLE_WORD,
        DOWNLOAD.format("吹哨派单（Word）") + "分派前为空。",
        ["assigned_at"],
        lambda row: row["assigned_at"] is not None,
    )
    # Whoever sees a whistle sees what every department does about it.
    responses = Many("WhistleResponse", "各部门的应哨。", by="whistle_id", follows=True)
    history = history(Whistle)


class WhistleResponseType(Record):
    class Meta:
        model = WhistleResponse
        description = "应哨：一个部门对一件吹哨事项的应哨、到场、办理和得到的评价。"
        ordering = Ordering(
            "WhistleResponseOrder",
            {
                "NEWEST": ("最近通知的在前。", ("-pk",)),
                "OLDEST": ("最早通知的在前。", ("pk",)),
                "RESPOND_BY": ("先到应哨期限的在前。", ("respond_by", "pk")),
                "DUE": ("先到期的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(WhistleResponseStatus, "status", "状态"),
            "result": among(WhistleResult, "result", "办理结果"),
            "department": of("Department", "department_id", "department", "该部门应哨"),
            "whistle": of("Whistle", "whistle_id", "whistle", "该吹哨事项"),
            "within": within("whistle__organization__path"),
            "light": light_filter(WhistleResponse, DueLight),
            "bucket": bucket_filter(WhistleResponse, DueBucket),
            "lead": Filter(graphene.Boolean, "是否牵头。", lambda v: Q(lead=v)),
        }

    whistle = One("Whistle", "whistle", "吹哨事项。", follows=True)
    department = One("Department", "department", "应哨部门。", follows=True)
    lead = column(WhistleResponse, "lead", description="是否牵头部门。")
    status = column(WhistleResponse, "status", enum=WhistleResponseStatus)
    status_label = Named("状态的中文名称。", "status", dict(WhistleResponse.Status.choices))
    called_at = column(WhistleResponse, "called_at")
    respond_by = column(WhistleResponse, "respond_by")
    responded_at = column(WhistleResponse, "responded_at")
    on_time = computed(
        graphene.Boolean,
        "是否按时应哨；应哨前为空。",
        ["responded_at", "respond_by"],
        lambda row: row["responded_at"] <= row["respond_by"] if row["responded_at"] is not None else None,
        lambda at, by: f"{at} <= {by}",
    )
    response_hours = column(WhistleResponse, "response_hours")
    due_on = column(WhistleResponse, "due_on", description="本环节的期限：应哨前为应哨的日期，应哨后为办结期限。")
    progress = column(WhistleResponse, "progress")
    poor = column(WhistleResponse, "poor", description="是否被退回而尚未重新提交。")
    light = light_field(WhistleResponse, DueLight)
    bucket = bucket_field(WhistleResponse, DueBucket)
    days_left = days_left_field(WhistleResponse)
    plan = column(WhistleResponse, "plan")
    site_report = column(WhistleResponse, "site_report")
    reported_at = column(WhistleResponse, "reported_at")
    measures = column(WhistleResponse, "measures")
    result = chosen(WhistleResult, "result", "办理结果；提交前为空。")
    finished_at = column(WhistleResponse, "finished_at")
    dispute = column(WhistleResponse, "dispute")
    ruling = column(WhistleResponse, "ruling")
    asked_until = column(WhistleResponse, "asked_until", description="申请延至的日期；没有等待批准的申请时为空。")
    asked_hours = column(
        WhistleResponse, "asked_hours", description="申请延长应哨的工作小时数；没有等待批准的申请时为空。"
    )
    ask_reason = column(WhistleResponse, "ask_reason")
    ask_answer = column(WhistleResponse, "ask_answer")
    extended = column(WhistleResponse, "extended")
    supervised_on = column(WhistleResponse, "supervised_on", description="最近一次督办的日期；没有督办过的为空。")
    demands = column(WhistleResponse, "demands")
    response_score = column(WhistleResponse, "response_score")
    solution_score = column(WhistleResponse, "solution_score")
    satisfaction_score = column(WhistleResponse, "satisfaction_score")
    score = column(WhistleResponse, "score", description="评哨得分，三项评分按评哨时的权重加权；评哨前为空。")
    comment = column(WhistleResponse, "comment")
    rated_at = column(WhistleResponse, "rated_at")
    version = column(WhistleResponse, "version")
    files = Many("WhistleFile", "现场照片和佐证材料。", by="response_id", follows=True)
    history = history(WhistleResponse)


class WhistleFileType(Record):
    class Meta:
        model = WhistleFile
        description = "吹哨佐证：现场照片和证明办到的文件。"
        ordering = Ordering("WhistleFileOrder", _BY_AGE)
        filters = {"response": of("WhistleResponse", "response_id", "response", "该应哨")}

    response = One("WhistleResponse", "response", "所属应哨。", follows=True)
    name = column(WhistleFile, "name")
    content_type = column(WhistleFile, "content_type")
    size = column(WhistleFile, "size", description="大小（字节）。")
    sha256 = column(WhistleFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(WhistleFile, "uploaded_at")
    url = Signed(WHISTLE_FILE, DOWNLOAD.format("文件"))


class WhistleLeagueLine(graphene.ObjectType):
    class Meta:
        description = "一个部门在一个季度的应哨情况；没有可算的，为空。"

    id = graphene.ID(required=True, description="部门的全局编号。")
    name = graphene.String(required=True, description="部门名称。")
    called = graphene.Int(required=True, description="季度内通知的应哨事项数，退单解除的不计。")
    answered = graphene.Int(required=True, description="其中已应哨的。")
    rated = graphene.Int(required=True, description="其中已评哨的。")
    in_time = graphene.Field(Decimal_, description="按时应哨率，0—1。")
    hours = graphene.Field(Decimal_, description="平均应哨用时（工作小时）。")
    solved = graphene.Field(Decimal_, description="解决率，0—1：已提交结果的里面，已解决的。")
    satisfaction = graphene.Field(Decimal_, description="满意评分的平均数，0—100。")
    points = graphene.Field(Decimal_, description="评哨得分的平均数，0—100。")


class WhistleLeague(graphene.ObjectType):
    class Meta:
        description = "部门应哨排名：与“部门排名”页面是同一组数，只统计您可以查看的应哨事项。"

    quarter = graphene.String(required=True, description="季度，写作 2026Q3。")
    lines = graphene.List(
        graphene.NonNull(WhistleLeagueLine), required=True, description="各部门，综合得分高的在前，没有得分的在后。"
    )


def _read(root: None, info: GraphQLResolveInfo, quarter: str | None = None) -> dict[str, Any]:
    chosen_quarter = Quarter.current() if quarter is None else Quarter.parse(quarter)
    rows = league(info.context.actor, chosen_quarter).order_by(*BEST_FIRST)
    return {"quarter": str(chosen_quarter), "lines": [_line(row) for row in rows]}


def _line(row: Any) -> dict[str, Any]:
    counts = {name: getattr(row, name) for name in ("called", "answered", "rated")}
    averages = {name: rounded(getattr(row, name)) for name in ("hours", "satisfaction", "points")}
    told = {"id": global_id("Department", row.pk), "name": row.name, "in_time": row.in_time, "solved": row.solved}
    return {**told, **counts, **averages}


whistle_league_field = graphene.Field(
    graphene.NonNull(WhistleLeague),
    description="部门应哨排名：一个季度里各部门的应哨、解决和评哨情况。",
    args={"quarter": graphene.Argument(graphene.String, description="季度，写作 2026Q3；不写为本季度。")},
    resolver=_read,
)
