"""Bulletins, from the draft to the answer."""

from base64 import b64encode
from typing import Any

from briefing import bulletin_in
from callers import gid
from cast import Cast
from inputs.makers import Good, good
from samples import photo
from stories import in_days

FILE = {"name": "名单.png", "contentBase64": b64encode(photo(9).content).decode()}


def terms(cast: Cast) -> dict[str, Any]:
    return {
        "kind": "HINT",
        "title": "关于加强值班的工作提示",
        "body": "请各社区安排好节日值班。",
        "places": [gid(cast.community_a)],
        "units": [gid(cast.unit_a)],
        "asksReceipt": True,
        "dueOn": in_days(5).isoformat(),
        "files": [FILE],
    }


@good("bulletinCreate")
def _create(cast: Cast) -> Good:
    old = bulletin_in(cast, "issued")
    return "street_a", {"organization": gid(cast.street_a), **terms(cast), "corrects": gid(old)}


@good("bulletinEdit")
def _edit(cast: Cast) -> Good:
    row = bulletin_in(cast, "draft")
    return "street_a", {"id": gid(row), **terms(cast), "version": row.version}


@good("bulletinIssue")
def _issue(cast: Cast) -> Good:
    row = bulletin_in(cast, "draft")
    return "street_a", {"id": gid(row), "version": row.version}


@good("bulletinUrge")
def _urge(cast: Cast) -> Good:
    return "street_a", {"id": gid(bulletin_in(cast, "issued"))}


@good("bulletinWithdraw")
def _withdraw(cast: Cast) -> Good:
    row = bulletin_in(cast, "issued")
    return "street_a", {"id": gid(row), "reason": "口径有误", "version": row.version}


@good("bulletinSign")
def _sign(cast: Cast) -> Good:
    return "unit_a", {"id": gid(bulletin_in(cast, "issued")), "reply": "我校将参加"}


@good("bulletinReply")
def _reply(cast: Cast) -> Good:
    return "community_a", {"id": gid(bulletin_in(cast, "signed")), "reply": "已走访 12 户"}
