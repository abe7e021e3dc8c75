"""Contact points, visits and weak places from spreadsheets, as an office keeps its 挂点包保 table and its 走访台账."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from core.errors import InvalidInput
from core.periods import today
from core.permissions import Perm
from core.visibility import held_above, under
from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end, visit_record
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.models import ContactPoint, Visit, WeakPlace
from tenants.org.models import Organization, Post
from web.importplaces import Places, names_of, place_field
from web.imports import ImportPage, day
from web.importtemplate import Field
from web.sheets import Row

_BETWEEN = re.compile(r"[;；\n]+")


class Leaders:
    """Finds a post in force by its holder's name or account, and by the place where it is held."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.found: dict[str, list[Post]] = {}
        for post in posts:
            for key in {post.user.name, post.user.username}:
                self.found.setdefault(key, []).append(post)

    def get(self, text: str, seat: Organization | None) -> Post:
        posts = [post for post in self.found.get(text, []) if seat is None or post.organization_id == seat.pk]
        if not posts:
            where = f"在{seat}" if seat is not None else "在您的管理范围内"
            raise InvalidInput(f"“{text}”{where}没有在任的职务，请核对姓名，或先办理任职。", field="leader")
        if len(posts) > 1:
            told = "、".join(f"{post.user.username}（{post.organization}）" for post in posts[:5])
            raise InvalidInput(f"“{text}”有 {len(posts)} 个职务：{told}，请填账号并写明领导所在组织。", field="leader")
        return posts[0]


class ContactImport(ImportPage):
    """A line binds a leader to a place; one that is there already is ended where the line says why."""

    permission = Perm.CONTACT_EDIT
    title, list_name, list_title, measure = "导入联系点", "contactpoints", "联系点", "个"
    lead = "同一领导联系同一组织的视为已有联系点：选择“更新”时，填了结束原因的办理结束，其余不变。"
    fields = (
        Field("leader", "联系领导", required=True, example="李书记", help="姓名；同名或有几个职务的填账号。"),
        Field("seat", "领导所在组织", example="静安区", help="区或街道；一人有几处职务时填写。"),
        place_field("联系组织"),
        Field("since", "开始日期", example="2026-01-01", help="不填为今天。"),
        Field("reason", "结束原因", help="已有的联系点不再联系时填写，最多 500 个字。"),
    )

    def prepare(self) -> None:
        paths = self.actor.paths(Perm.CONTACT_EDIT)
        posts = Post.objects.visible_to(self.actor).in_force(today()).filter(under(paths), organization__isnull=False)
        self.leaders = Leaders(posts.select_related("user", "organization").order_by("organization__path", "pk"))
        self.places = Places(Organization.objects.in_use().filter(under(paths, "path")))
        bonds = ContactPoint.objects.visible_to(self.actor).filter(status=ContactPoint.Status.ACTIVE)
        self.bonds = {(row.post_id, row.organization_id): row for row in bonds.select_related("organization", "seat")}

    def offers(self) -> dict[str, Sequence[str]]:
        paths = self.actor.paths(Perm.CONTACT_EDIT)
        places = Organization.objects.in_use().exclude(level="district").filter(under(paths, "path"))
        return {"organization": names_of(places.order_by("path"))}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        seat = self.places.get(texts["seat"], "seat", "领导所在组织") if texts["seat"] else None
        return {
            "post": self.leaders.get(texts["leader"], seat),
            "organization": self.places.get(texts["organization"], "organization", "联系组织"),
            "since": day(texts["since"], "since", "开始日期") if texts["since"] else None,
            "reason": texts["reason"],
        }

    def existing(self, values: dict[str, Any]) -> Any:
        return self.bonds.get((values["post"].pk, values["organization"].pk))

    def create(self, values: dict[str, Any]) -> None:
        if values.pop("reason"):
            raise InvalidInput("这名领导没有联系这个组织，不能办理结束；要新安排的请不填结束原因。", field="reason")
        made = contactpoint_bind(actor=self.actor, **values)
        self.bonds[made.post_id, made.organization_id] = made

    def differs(self, record: ContactPoint, values: dict[str, Any], filled: set[str]) -> bool:
        return "reason" in filled

    def update(self, record: ContactPoint, values: dict[str, Any], filled: set[str]) -> None:
        contactpoint_end(actor=self.actor, contactpoint=record, reason=values["reason"])
        del self.bonds[record.post_id, record.organization_id]


class WeakImport(ImportPage):
    """A line names a weak place; one that is named already is accepted where the line says how it stands."""

    permission = Perm.CONTACT_EDIT
    title, list_name, list_title, measure = "导入薄弱组织", "weakplaces", "薄弱组织", "个"
    lead = "整顿中的组织视为已有：选择“更新”时，填了验收意见的办理验收，其余不变。"
    fields = (
        place_field("组织", kinds="街道或社区，"),
        Field("reason", "薄弱表现", required=True, example="班子不健全，组织生活不正常", help="最多 500 个字。"),
        Field("outcome", "验收意见", help="整顿到位、办理验收时填写，最多 500 个字。"),
    )

    def prepare(self) -> None:
        self.places = Places(self.below())
        named = WeakPlace.objects.visible_to(self.actor).filter(status=WeakPlace.Status.NAMED)
        self.named = {row.organization_id: row for row in named.select_related("organization")}

    def below(self) -> QuerySet[Organization]:
        """Places that this person may name as weak."""
        rows = Organization.objects.in_use().exclude(level="district")
        found: QuerySet[Organization] = rows.filter(held_above(self.actor, Perm.CONTACT_EDIT, "path")).order_by("path")
        return found

    def offers(self) -> dict[str, Sequence[str]]:
        return {"organization": names_of(self.below())}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        return {**texts, "organization": self.places.get(texts["organization"], "organization", "组织")}

    def existing(self, values: dict[str, Any]) -> Any:
        return self.named.get(values["organization"].pk)

    def create(self, values: dict[str, Any]) -> None:
        if values.pop("outcome"):
            raise InvalidInput("这个组织不在整顿中，不能办理验收；要列入的请不填验收意见。", field="outcome")
        made = weakplace_name(actor=self.actor, **values)
        self.named[made.organization_id] = made

    def differs(self, record: WeakPlace, values: dict[str, Any], filled: set[str]) -> bool:
        return "outcome" in filled

    def update(self, record: WeakPlace, values: dict[str, Any], filled: set[str]) -> None:
        weakplace_accept(actor=self.actor, weakplace=record, outcome=values["outcome"])
        del self.named[record.organization_id]


class VisitImport(ImportPage):
    """A line is one visit of a leader to a place that he looks after; what was found becomes problems."""

    permission = Perm.CONTACT_VISIT
    title, list_name, list_title, measure = "导入走访记录", "visits", "走访记录", "次"
    lead = "领导和组织之间须已安排联系点；同一联系点同一天的走访视为已有，已有的走访不能修改。"
    fields = (
        Field("leader", "联系领导", required=True, example="李书记", help="姓名；同名的填账号。"),
        place_field("联系组织"),
        Field("visited_on", "走访日期", required=True, example="2026-03-12", help="不早于开始联系，不晚于今天。"),
        Field("summary", "走访情况", required=True, example="查看阵地，了解换届准备", help="最多 2000 个字。"),
        Field(
            "findings",
            "发现的问题",
            example="楼道堆物；活动室闲置",
            help="几个问题用分号隔开，每个自动登记到问题清单，严重程度为一般。",
        ),
    )

    def prepare(self) -> None:
        rows = ContactPoint.objects.visible_to(self.actor).filter(
            under(self.actor.paths(Perm.CONTACT_VISIT), "seat__path"), status=ContactPoint.Status.ACTIVE
        )
        self.contacts: dict[tuple[str, int], list[ContactPoint]] = {}
        for row in rows.select_related("post__user", "organization", "seat"):
            for key in {row.post.user.name, row.post.user.username}:
                self.contacts.setdefault((key, row.organization_id), []).append(row)
        self.places = Places(Organization.objects.in_use().filter(contact_points__in=rows.values("pk")).distinct())
        visits = Visit.objects.visible_to(self.actor).filter(contact__in=rows.values("pk"))
        self.visits = {(row.contact_id, row.visited_on): row for row in visits}

    def offers(self) -> dict[str, Sequence[str]]:
        below = Organization.objects.in_use().filter(under(self.actor.paths(Perm.CONTACT_VISIT), "path"))
        looked_after = below.filter(contact_points__status=ContactPoint.Status.ACTIVE).distinct()
        return {"organization": names_of(looked_after.order_by("path"))}

    def values(self, texts: dict[str, str], rows: tuple[Row, ...]) -> dict[str, Any]:
        place = self.places.get(texts["organization"], "organization", "联系组织")
        found = self.contacts.get((texts["leader"], place.pk), [])
        if not found:
            raise InvalidInput(f"“{texts['leader']}”没有联系“{place}”，请核对，或先安排联系点。", field="leader")
        if len(found) > 1:
            raise InvalidInput(f"有 {len(found)} 名“{texts['leader']}”联系“{place}”，请填账号。", field="leader")
        titles = [title.strip() for title in _BETWEEN.split(texts["findings"]) if title.strip()]
        return {
            "contactpoint": found[0],
            "visited_on": day(texts["visited_on"], "visited_on", "走访日期"),
            "summary": texts["summary"],
            "findings": [{"title": title} for title in titles],
        }

    def existing(self, values: dict[str, Any]) -> Any:
        return self.visits.get((values["contactpoint"].pk, values["visited_on"]))

    def create(self, values: dict[str, Any]) -> None:
        made = visit_record(actor=self.actor, **values)
        self.visits[made.contact_id, made.visited_on] = made

    def differs(self, record: Visit, values: dict[str, Any], filled: set[str]) -> bool:
        return bool(record.summary != values["summary"])

    def update(self, record: Visit, values: dict[str, Any], filled: set[str]) -> None:
        raise InvalidInput("这一天的走访已经记录，不能修改；需要补充的请在页面上另记一次。", field="summary")
