"""数据调度: calls, what they ask for, and what each organization answers."""

import graphene
from django.db.models import Q

from api.addresses import DATA_CALL_FILE, DOWNLOAD
from api.enums import enum_of
from api.filters import among, of, on_or_after, on_or_before, search, within
from api.rows.fields import Named, One, Signed, column, computed
from api.rows.pages import Filter, Many, Ordering
from api.rows.records import Record
from api.types.events import history
from linkage.datacalls.models import DataAnswer, DataCall, DataCallFile, DataField, DataLine, DataValue

DataCallStatus = enum_of("DataCallStatus", DataCall.Status.choices, "数据调度的状态。")
DataFieldKind = enum_of("DataFieldKind", DataField.Kind.choices, "填报项的类型。")
DataAnswerStatus = enum_of("DataAnswerStatus", DataAnswer.Status.choices, "填报的状态。")
_BY_AGE = {"OLDEST": ("按写入先后。", ("pk",)), "NEWEST": ("最后写入的在前。", ("-pk",))}


class DataCallType(Record):
    class Meta:
        model = DataCall
        description = "数据调度：区或街道要求下级组织按期上报的数据。"
        ordering = Ordering(
            "DataCallOrder",
            {
                "NEWEST": ("最近起草的在前。", ("-pk",)),
                "OLDEST": ("最早起草的在前。", ("pk",)),
                "DUE": ("先到上报期限的在前。", ("due_on", "pk")),
            },
        )
        filters = {
            "status": among(DataCallStatus, "status", "状态"),
            "within": within(),
            "organization": of("Organization", "organization_id", "organization", "该组织布置"),
            "due_until": on_or_before("due_on", "上报期限"),
            "search": search("title", "note"),
        }

    organization = One("Organization", "organization", "布置组织。", follows=True)
    title = column(DataCall, "title")
    note = column(DataCall, "note")
    due_on = column(DataCall, "due_on")
    status = column(DataCall, "status", enum=DataCallStatus)
    status_label = Named("状态的中文名称。", "status", dict(DataCall.Status.choices))
    created_at = column(DataCall, "created_at")
    issued_at = column(DataCall, "issued_at")
    closed_at = column(DataCall, "closed_at")
    published_at = column(DataCall, "published_at", description="汇总结果的公布时间；没有公布的为空。")
    urged_on = column(DataCall, "urged_on")
    reason = column(DataCall, "reason")
    version = column(DataCall, "version")
    fields = Many("DataField", "填报项。", by="call_id", follows=True)
    answers = Many("DataAnswer", "填报：布置一方看到全部，其他人看到本级及下级的。", by="call_id")
    lines = Many(
        "DataLine", "公布的汇总结果，一个填报组织一行，全部填报组织可见；没有公布的为空。", by="call_id", follows=True
    )
    files = Many("DataCallFile", "附件。", by="call_id", follows=True)
    history = history(DataCall)


class DataFieldType(Record):
    class Meta:
        model = DataField
        description = "填报项：数据调度要求填写的一项。"
        ordering = Ordering("DataFieldOrder", {"POSITION": ("按顺序。", ("position", "pk")), **_BY_AGE})
        filters = {"call": of("DataCall", "call_id", "call", "该数据调度")}

    call = One("DataCall", "call", "所属数据调度。", follows=True)
    position = column(DataField, "position")
    label = column(DataField, "label")
    kind = column(DataField, "kind", enum=DataFieldKind)
    required = column(DataField, "required")
    measure = column(DataField, "measure")
    minimum = column(DataField, "minimum")
    maximum = column(DataField, "maximum")
    choices = column(DataField, "choices", description="选项，一行一个；不是选择题的为空。")
    help = column(DataField, "help")


class DataAnswerType(Record):
    class Meta:
        model = DataAnswer
        description = "填报：一个组织对数据调度的回答。"
        ordering = Ordering("DataAnswerOrder", {**_BY_AGE, "SUBMITTED": ("先上报的在前。", ("submitted_at", "pk"))})
        filters = {
            "status": among(DataAnswerStatus, "status", "状态"),
            "within": within(),
            "call": of("DataCall", "call_id", "call", "该数据调度"),
            "organization": of("Organization", "organization_id", "organization", "该组织填报"),
            "submitted": Filter(graphene.Boolean, "只看（没有）上报过的。", lambda v: Q(submitted_at__isnull=not v)),
            "submitted_from": on_or_after("submitted_at__date", "首次上报日期"),
        }

    call = One("DataCall", "call", "数据调度。", follows=True)
    organization = One("Organization", "organization", "填报组织。", follows=True)
    status = column(DataAnswer, "status", enum=DataAnswerStatus)
    status_label = Named("状态的中文名称。", "status", dict(DataAnswer.Status.choices))
    submitted_at = column(DataAnswer, "submitted_at")
    filler_label = column(DataAnswer, "filler_label")
    reason = column(DataAnswer, "reason")
    version = column(DataAnswer, "version")
    entries = Many("DataValue", "填报的内容，每项一条；尚未上报的，只有可以填报的人看得到。", by="answer_id")
    history = history(DataAnswer)


class DataValueType(Record):
    class Meta:
        model = DataValue
        description = "填报值：对一个填报项的回答。"
        ordering = Ordering("DataValueOrder", _BY_AGE)
        filters = {
            "answer": of("DataAnswer", "answer_id", "answer", "该填报"),
            "field": of("DataField", "field_id", "field", "该填报项"),
        }

    answer = One("DataAnswer", "answer", "所属填报。", follows=True)
    field = One("DataField", "field", "填报项。", follows=True)
    text = column(
        DataValue,
        "text",
        description="值：数字写作十进制，日期写作 2026-10-12，是否写作“是”“否”，多选一行一个。",
    )


class DataLineType(Record):
    class Meta:
        model = DataLine
        description = "汇总行：公布的汇总结果中一个填报组织的内容。"
        ordering = Ordering("DataLineOrder", _BY_AGE)
        filters = {
            "call": of("DataCall", "call_id", "call", "该数据调度"),
            "organization": of("Organization", "organization_id", "organization", "该组织填报"),
        }

    call = One("DataCall", "call", "所属数据调度。", follows=True)
    organization = One("Organization", "organization", "填报组织。", follows=True)
    answered = column(DataLine, "answered", description="是否已上报并审核通过。")
    late = column(DataLine, "late")
    cells = computed(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        "填报内容，按填报项的顺序一项一个，写法同 DataValue.text，没有填写的为空文本；没有上报的为空列表。",
        ["cells"],
        lambda row: row["cells"],
    )


class DataCallFileType(Record):
    class Meta:
        model = DataCallFile
        description = "数据调度的附件。"
        ordering = Ordering("DataCallFileOrder", _BY_AGE)
        filters = {"call": of("DataCall", "call_id", "call", "该数据调度")}

    call = One("DataCall", "call", "所属数据调度。", follows=True)
    name = column(DataCallFile, "name")
    content_type = column(DataCallFile, "content_type")
    size = column(DataCallFile, "size", description="大小（字节）。")
    sha256 = column(DataCallFile, "sha256", description="文件内容的 SHA-256 摘要。")
    uploaded_at = column(DataCallFile, "uploaded_at")
    url = Signed(DATA_CALL_FILE, DOWNLOAD.format("文件"))
