"""Assignments, from the dispatch to the end."""

from base64 import b64encode
from typing import Any

from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import png
from stories import in_days
from task_stories import assignment_in

PLACES = ("street_a", "street_b")


def picture() -> list[dict[str, str]]:
    return [{"name": "排查表.png", "contentBase64": b64encode(png()).decode()}]


@good("assignmentDispatch")
def _dispatch(cast: Cast) -> Good:
    return "office", {
        "title": "排查党群服务阵地",
        "content": "逐个社区查看开放时间。",
        "organizations": [gid(getattr(cast, place)) for place in PLACES],
        "dueOn": str(in_days(20)),
        "kind": "SERVICE",
        "issuer": gid(cast.root),
        "responsible": "许主任",
        "support": "每个街道补助 2 万元",
    }


@good("assignmentSplit")
def _split(cast: Cast) -> Good:
    part = assignment_in(cast, "active")
    return "street_a", {
        "id": gid(part),
        "organizations": [gid(cast.community_a)],
        "content": "先排查本社区。",
        "dueOn": str(in_days(10)),
        "version": part.version,
    }


def _part(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        part = assignment_in(cast, status)
        return who, {"id": gid(part), "version": part.version, **more}


_part("assignmentAccept", "pending", "street_a", responsible="陈主任")
_part("assignmentReport", "active", "street_a", text="过半", progress=60, difficulty="缺人手", evidence=picture())
_part("assignmentSubmit", "active", "street_a", outcome="已完成", evidence=picture())
_part("assignmentReturn", "submitted", "office", reason="材料不全")
_part("assignmentVerify", "submitted", "office", note="核验通过")
_part("assignmentWithdraw", "active", "office", reason="重复下达")
