"""Contact points and weak places from spreadsheets, as an office keeps its 挂点包保 table and its list of 整顿."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from core.errors import InvalidInput
from core.periods import today
from core.permissions import Perm
from core.visibility import held_above, under
from linkage.contacts.actions.contactpoints import contactpoint_bind, contactpoint_end
from linkage.contacts.actions.weakplaces import weakplace_accept, weakplace_name
from linkage.contacts.models import ContactPoint, WeakPlace
from tenants.org.models import Organization, Post
from web.imports import ImportPage, day
from web.importtemplate import Field
from web.sheets import Row
from web.unitimport import Places, names_of


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
    lead = (
        "先下载模板填写，再上传预览；确认之前不会写入任何内容。同一领导联系同一组织的视为已有联系点："
        "选择“更新”时，填了结束原因的办理结束，其余不变。"
    )
    fields = (
        Field("leader", "联系领导", required=True, example="李书记", help="姓名；同名或有几个职务的填账号。"),
        Field("seat", "领导所在组织", example="静安区", help="区或街道；一人有几处职务时填写。"),
        Field(
            "organization",
            "联系组织",
            required=True,
            example="江宁路街道/新安居委会",
            help="从下拉框选择，或写 12 位代码。",
        ),
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
    lead = (
        "先下载模板填写，再上传预览；确认之前不会写入任何内容。整顿中的组织视为已有："
        "选择“更新”时，填了验收意见的办理验收，其余不变。"
    )
    fields = (
        Field(
            "organization",
            "组织",
            required=True,
            example="江宁路街道/新安居委会",
            help="街道或社区，从下拉框选择，或写 12 位代码。",
        ),
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
