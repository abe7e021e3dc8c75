"""Shared materials, from the draft to the end."""

from base64 import b64encode
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import photo
from sharing import material_in
from stories import in_days

FILE = {"name": "海报.png", "contentBase64": b64encode(photo(11).content).decode()}


def terms(cast: Cast) -> dict[str, Any]:
    return {
        "title": "社区学堂讲义",
        "kind": "学习资料",
        "content": "第一讲：居民议事怎么开。",
        "audience": gid(cast.root),
        "endsOn": in_days(90).isoformat(),
        "files": [FILE],
    }


@good("materialCreate")
def _create(cast: Cast) -> Good:
    return "unit_a", {"owner": gid(cast.unit_a), **terms(cast)}


@good("materialEdit")
def _edit(cast: Cast) -> Good:
    row = material_in(cast, "draft")
    return "unit_a", {"id": gid(row), **terms(cast), "version": row.version}


@good("materialSubmit")
def _submit(cast: Cast) -> Good:
    row = material_in(cast, "draft")
    return "unit_a", {"id": gid(row), "version": row.version}


@good("materialPublish")
def _publish(cast: Cast) -> Good:
    row = material_in(cast, "submitted")
    return "street_a", {"id": gid(row), "version": row.version}


@good("materialReturn")
def _return(cast: Cast) -> Good:
    row = material_in(cast, "submitted")
    return "street_a", {"id": gid(row), "reason": "请补充联系方式", "version": row.version}


@good("materialExtend")
def _extend(cast: Cast) -> Good:
    row = material_in(cast, "published")
    return "unit_a", {"id": gid(row), "endsOn": in_days(200).isoformat(), "version": row.version}


@good("materialWithdraw")
def _withdraw(cast: Cast) -> Good:
    row = material_in(cast, "published")
    return "unit_a", {"id": gid(row), "reason": "场馆装修", "version": row.version}
