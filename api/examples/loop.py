"""走一遍闭环：社区发布需求 → 街道审核 → 单位认领 → 街道确认 → 单位完成并附佐证 → 双方评价 → 读取通报。

三个应用分别登记在社区、街道和驻区单位，各自只能办自己的事：

    export LIANDONG_URL=http://jingan.localhost:8000
    export COMMUNITY_ID=… COMMUNITY_SECRET=… STREET_ID=… STREET_SECRET=… UNIT_ID=… UNIT_SECRET=…
    python3 loop.py
"""

import base64
import os
from datetime import date, timedelta

from liandong import Liandong, Refused

# 一个像素的 PNG，代替现场照片。
PHOTO = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoAAAAegB5s2G1ewAAAABJRU5ErkJggg==")


def application(name: str) -> Liandong:
    return Liandong(os.environ["LIANDONG_URL"], os.environ[f"{name}_ID"], os.environ[f"{name}_SECRET"])


def main() -> None:
    community, street, unit = application("COMMUNITY"), application("STREET"), application("UNIT")

    # 应用所在的组织和单位：组织树对全区公开，按层级和名称查找即可。
    place_id = os.environ.get("COMMUNITY_PLACE") or next(community.organizations("id", level=["COMMUNITY"]))["id"]
    unit_id = os.environ.get("UNIT_PLACE") or next(unit.units("id", orderBy="OLDEST"))["id"]

    need = community.needCreate(
        "need { id version status }",
        owner=place_id,
        title="暑期亲子阅读场地",
        category="VENUE",
        quantity="12",
        measure="小时",
        dueOn=str(date.today() + timedelta(days=30)),
        description="周六上午，可容纳二十人。",
    )["need"]
    assert need is not None
    community.needSubmit(id=need["id"], version=need["version"])

    # 没有审核权限的应用会被拒绝，并说明原因。
    try:
        community.needPublish(id=need["id"])
    except Refused as refused:
        print("社区自己不能审核：", refused.errors[0]["code"], refused)

    print("街道审核：", street.needPublish("need { stage ownerName }", id=need["id"])["need"])

    claim = unit.claimPropose(
        "claim { id need { stage remaining } }",
        target=need["id"],
        claimant=unit_id,
        quantity="8",
        note="可提供图书室",
    )["claim"]
    assert claim is not None
    print("单位认领：", claim["need"])

    try:
        unit.claimPropose(target=need["id"], claimant=unit_id, quantity="5")
    except Refused as refused:
        print("不能超出：", refused.errors[0]["field"], refused)

    street.claimConfirm(id=claim["id"])
    photo = unit.upload(PHOTO, name="现场照片.png")
    done = unit.claimFulfil(
        "claim { statusLabel evidence { nodes { name size url } } }",
        id=claim["id"],
        outcome="开放四个周六，共八小时。",
        uploads=[photo],
    )["claim"]
    assert done is not None
    (file,) = done["evidence"]["nodes"]
    assert community.download(file["url"]) == PHOTO

    community.claimEvaluate(id=claim["id"], score=5, words="孩子们很喜欢")
    closed = unit.claimEvaluate("claim { statusLabel closedAt }", id=claim["id"], score=5)["claim"]
    assert closed is not None
    print("双方评价：", closed["statusLabel"])

    found = street.claim("history(orderBy: OLDEST) { nodes { at actor what } }", id=claim["id"])
    for line in found["history"]["nodes"]:
        print("  ", line["at"], line["actor"], line["what"])

    entries = "entries(first: 50, level: [SUBDISTRICT], orderBy: RANK) { nodes { name score rank } }"
    for issue in street.reports(f"label number {entries}", status=["ISSUED"]):
        print("已签发：", issue["label"], issue["number"])
        for entry in issue["entries"]["nodes"]:
            print("  ", entry["rank"], entry["name"], entry["score"])


if __name__ == "__main__":
    main()
