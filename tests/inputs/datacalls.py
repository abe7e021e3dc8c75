"""Data calls, from the draft to the approved answer."""

from base64 import b64encode
from typing import Any

from asking import answer_in, call_in, result_in
from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import photo
from stories import in_days

from linkage.datacalls.models import DataAnswer

FILE = {"name": "口径.png", "contentBase64": b64encode(photo(7).content).decode()}


def terms(cast: Cast) -> dict[str, Any]:
    return {
        "title": "驻区单位结对情况",
        "dueOn": in_days(5).isoformat(),
        "fields": [
            {
                "label": "结对单位数",
                "kind": "WHOLE",
                "required": True,
                "measure": "家",
                "minimum": "0",
                "maximum": "500",
                "help": "以签订协议为准",
            },
            {"label": "结对形式", "kind": "ONE", "choices": ["协议", "口头"]},
        ],
        "places": [gid(cast.community_a)],
        "note": "按实际情况填写",
        "files": [FILE],
    }


@good("datacallCreate")
def _create(cast: Cast) -> Good:
    return "street_a", {"organization": gid(cast.street_a), **terms(cast)}


@good("datacallEdit")
def _edit(cast: Cast) -> Good:
    row = call_in(cast, "draft")
    return "street_a", {"id": gid(row), **terms(cast), "version": row.version}


@good("datacallIssue")
def _issue(cast: Cast) -> Good:
    row = call_in(cast, "draft")
    return "street_a", {"id": gid(row), "version": row.version}


@good("datacallUrge")
def _urge(cast: Cast) -> Good:
    return "street_a", {"id": gid(call_in(cast, "issued"))}


@good("datacallExtend")
def _extend(cast: Cast) -> Good:
    row = call_in(cast, "issued")
    given = {"dueOn": in_days(9).isoformat(), "reason": "各单位正在核对"}
    return "street_a", {"id": gid(row), **given, "version": row.version}


@good("datacallClose")
def _close(cast: Cast) -> Good:
    row = call_in(cast, "issued")
    return "street_a", {"id": gid(row), "version": row.version}


@good("datacallPublish")
def _publish(cast: Cast) -> Good:
    row = result_in(cast, published=False)
    return "street_a", {"id": gid(row), "version": row.version}


@good("datacallWithdraw")
def _withdraw(cast: Cast) -> Good:
    row = call_in(cast, "issued")
    return "street_a", {"id": gid(row), "reason": "口径有误", "version": row.version}


def written(row: DataAnswer) -> dict[str, Any]:
    given = {"活动次数": "3", "活动形式": "参观\n学习", "主要做法": "支部轮流承办"}
    fields = [field for field in row.call.fields.all() if field.label in given]
    values = [{"field": gid(field), "text": given[field.label]} for field in fields]
    return {"id": gid(row), "values": values, "version": row.version}


@good("dataanswerSave")
def _save(cast: Cast) -> Good:
    return "community_a", written(answer_in(cast, "pending"))


@good("dataanswerSubmit")
def _submit(cast: Cast) -> Good:
    return "community_a", written(answer_in(cast, "filling"))


@good("dataanswerApprove")
def _approve(cast: Cast) -> Good:
    row = answer_in(cast, "submitted")
    return "street_a", {"id": gid(row), "version": row.version}


@good("dataanswerReturn")
def _return(cast: Cast) -> Good:
    row = answer_in(cast, "submitted")
    return "street_a", {"id": gid(row), "reason": "次数不对", "version": row.version}
