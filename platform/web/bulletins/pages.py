"""Bulletins: the list, the record with what its two sides may do, and the Word document."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from core.counting import number_of
from core.periods import today
from core.permissions import Actor, Perm
from core.visibility import under
from linkage.bulletins.actions.issuing import bulletin_issue, bulletin_urge, bulletin_withdraw
from linkage.bulletins.actions.reading import bulletin_reply, bulletin_sign
from linkage.bulletins.models import Bulletin, BulletinReceipt, mine, unread
from linkage.bulletins.waiting import WAITS
from tenants.org.models import Organization
from web.acts import Act
from web.columns import Column, Day, Due, Moment, Number, Status
from web.filters import ChoicesFilter, OnlyFilter, PeriodFilter, RowFilter, WaitsFilter
from web.forms import PageForm, ReasonForm
from web.lights import AMBER, GREEN, Chip, due_chip, status_chip
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related
from web.wordfiles import WordFile

ISSUED = Bulletin.Status.ISSUED


class SignForm(PageForm):
    reply = forms.CharField(
        label="反馈",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可以不填；有落实打算、问题或建议时写在这里，发文组织会看到。",
    )


class ReplyForm(PageForm):
    reply = forms.CharField(label="反馈", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class OwnAct(Act):
    """Offered to those who sign for somebody to whom the bulletin went: ``read`` says whether they have signed."""

    def may(self, actor: Actor, record: Any) -> bool:
        if record.status != ISSUED or not actor.can_anywhere(self.permission):
            return False
        signed = [row.read_at is not None for row in own_receipts(record, actor)]
        return bool(signed) and (all(signed) if self.verb == "reply" else not all(signed))


def own_receipts(record: Bulletin, actor: Actor) -> list[BulletinReceipt]:
    """The receipts for which the actor signs, read once for each record."""
    kept = record.__dict__.get("own_receipts")
    if kept is None:
        rows = record.receipts.filter(mine(actor)).select_related("organization", "unit")
        kept = record.__dict__["own_receipts"] = list(rows)
    return list(kept)


SIGN = OwnAct(
    "sign",
    "签收",
    bulletin_sign,
    Perm.BULLETIN_SIGN,
    icon="mail-opened",
    form=SignForm,
    main=True,
    consequence="签收即表示已阅知，签收人和时间会记录在案。",
    done="已签收。",
)
REPLY = OwnAct("reply", "反馈", bulletin_reply, Perm.BULLETIN_SIGN, icon="message", form=ReplyForm, done="已反馈。")
ISSUE = Act(
    "issue",
    "签发",
    bulletin_issue,
    Perm.BULLETIN_ISSUE,
    icon="rubber-stamp",
    main=True,
    consequence="签发后编号并发给全部发送对象，内容不能再改；如有错误只能撤回或另发更正。",
    done="已签发，发送对象会收到通知。",
)
URGE = Act(
    "urge",
    "催阅",
    bulletin_urge,
    Perm.BULLETIN_DRAFT,
    icon="bell-ringing",
    consequence="未签收的组织和单位会再收到一次通知；每份文件每天最多催阅一次。",
    when=lambda row, actor: row.status == ISSUED and row.unread_count > 0 and not row.urged_today,
    done="已催阅。",
)
WITHDRAW = Act(
    "withdraw",
    "撤回",
    bulletin_withdraw,
    Perm.BULLETIN_ISSUE,
    icon="trash",
    form=ReasonForm,
    danger=True,
    consequence="撤回后不能恢复，文号不再使用；已签发的，发送对象会收到通知和原因。",
)


def counted(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Add to bulletins how many receipts the actor may see, how many are not signed, and how many of these are owed.

    Units get a bulletin for information: only organizations owe a receipt.
    """
    seen = BulletinReceipt.objects.visible_to(actor).filter(bulletin=OuterRef("pk"))
    return rows.annotate(
        total_count=number_of(seen),
        unread_count=number_of(seen.filter(read_at=None)),
        owed_count=number_of(seen.filter(read_at=None, unit=None)),
    )


class BulletinFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Bulletin.Status.choices)
    kind = ChoicesFilter(label="种类", choices=Bulletin.Kind.choices)
    organization = RowFilter(
        label="发文组织", queryset=lambda request: Organization.objects.filter(level__in=("district", "subdistrict"))
    )
    issued_at = PeriodFilter(label="签发日期")
    unsigned = OnlyFilter(label="有未签收的", rows="with_unsigned")
    overdue = OnlyFilter(label="逾期未签收", rows="late")
    waits = WaitsFilter(WAITS)

    def with_unsigned(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status=ISSUED, unread_count__gt=0)

    def late(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        left = BulletinReceipt.objects.filter(bulletin=OuterRef("pk"), unit=None, read_at=None)
        return rows.filter(Exists(left), status=ISSUED, due_on__lt=today())


def over(row: Any) -> bool:
    """Whether the day of the receipt has lost its weight."""
    return row.status != ISSUED or row.owed_count == 0


def signed_share(row: Any) -> str:
    """How many have signed, of those that the reader may see."""
    return "" if row.issued_at is None else f"{row.total_count - row.unread_count}/{row.total_count}"


def own_state(row: Any) -> str:
    """Whether the reader's own side has signed; nothing where it is not addressed."""
    if row.status != ISSUED:
        return ""
    return "待签收" if row.mine_unread else "已签收" if row.mine_any else ""


class BulletinList(ListPage):
    model, name, record, subject, title = Bulletin, "bulletins", "bulletin", "bulletin", "通知通报"
    lead = "区和街道向下级组织发出通知、通报、工作提示和经验交流，驻区单位供阅知；谁已签收、谁还没有，一目了然。"
    measure = "份"
    select_related = ("organization",)
    search_fields = ("title", "number", "body", "organization__name")
    search_hint = "标题、文号、正文、发文组织"
    filters = BulletinFilters
    columns = (
        Column("title", "标题", link=True, sort="title"),
        Status(),
        Column("get_kind_display", "种类", sort="kind"),
        Column("organization", "发文组织", sort="organization__path"),
        Column("number", "文号", sort="issued_at"),
        Column("mine", "我方", value=own_state),
        Column("signed", "已签收/全部", value=signed_share),
        Due("due_on", "签收期限", sort="due_on", done=over),
        Day("issued_at", "签发日期", sort="issued_at"),
        Number("unread_count", "未签收", unit="家", sort="unread_count", optional=True),
        Column("signer_label", "签发人", optional=True),
        Day("created_at", "起草日期", sort="created_at", optional=True),
        Day("urged_on", "最近催阅", sort="urged_on", optional=True),
    )
    bulk_acts = (URGE,)
    new = New("起草", "bulletin-new", Perm.BULLETIN_DRAFT)
    template = "web/bulletins/list.html"
    empty_title, empty_text = "没有通知通报", "区和街道签发给您的，以及本级起草的，都显示在这里。"

    def rows(self) -> QuerySet[Any]:
        own = BulletinReceipt.objects.filter(mine(self.actor), bulletin=OuterRef("pk"))
        return counted(super().rows(), self.actor).annotate(
            mine_any=Exists(own), mine_unread=Exists(unread(self.actor).filter(bulletin=OuterRef("pk")))
        )

    def in_place(self, rows: QuerySet[Any], place: Organization) -> QuerySet[Any]:
        """What the place issued or got, and those below it."""
        got = BulletinReceipt.objects.filter(organization__path__startswith=place.path)
        return rows.filter(Q(organization__path__startswith=place.path) | Q(pk__in=got.values("bulletin_id")))

    def context(self) -> dict[str, Any]:
        return {**super().context(), "receipts_url": link(self.request, "bulletinreceipts")}


class BulletinRecord(RecordPage):
    model, name, list_name, list_title = Bulletin, "bulletin", "bulletins", "通知通报"
    subject, kind = "bulletin", "通知通报"
    select_related = ("organization", "corrects")
    body_template = "web/bulletins/record_body.html"
    facts = (
        Column("number", "文号"),
        Column("get_kind_display", "种类"),
        Column("organization", "发文组织"),
        Moment("issued_at", "签发时间"),
        Column("signer_label", "签发人"),
        Column("receipt", "签收要求", value=lambda row: "要求签收" if row.asks_receipt else "供阅知，不要求签收"),
        Day("due_on", "签收期限"),
        Column("signed", "已签收/全部", value=signed_share),
        Day("urged_on", "最近催阅"),
        Column("corrects", "更正的文件"),
    )
    text_facts = (Column("body", "正文"), Column("reason", "撤回原因"))
    acts = (SIGN, REPLY, ISSUE, URGE, WITHDRAW)
    related = (
        Related(
            "签收情况",
            lambda row, actor: (
                row.receipts.visible_to(actor)
                .select_related("organization", "unit", "bulletin")
                .order_by("read_at", "organization__path", "pk")
            ),
            (
                Column("owner", "发送对象", link=True),
                Column("state", "状态", value=lambda row: "已签收" if row.read_at else "未签收"),
                Column("reader_label", "签收人"),
                Moment("read_at", "签收时间"),
                Column("reply", "反馈"),
            ),
            record="bulletinreceipt",
            all="bulletinreceipts",
            query=lambda row: {"bulletin": row.pk},
        ),
        Related(
            "更正本文件的文件",
            lambda row, actor: row.corrections.visible_to(actor).filter(issued_at__isnull=False),
            (Column("title", "标题", link=True), Column("number", "文号"), Day("issued_at", "签发日期")),
            record="bulletin",
            empty="没有更正。",
        ),
    )

    def readable(self) -> QuerySet[Any]:
        return counted(super().readable(), self.actor)

    def whose(self, record: Bulletin) -> str:
        return f"{record.organization} 发出"

    def chips(self, record: Any) -> Iterable[Chip | None]:
        yield status_chip(record)
        if record.status == ISSUED and record.due_on and record.owed_count:
            yield due_chip(record.due_on)
        if record.status == ISSUED and (own := own_receipts(record, self.actor)):
            signed = all(row.read_at for row in own)
            yield Chip("我方已签收", GREEN, "mail-opened") if signed else Chip("我方未签收", AMBER, "mail")

    def links(self, record: Bulletin) -> Iterable[tuple[str, str, str]]:
        drafts = self.actor.can(Perm.BULLETIN_DRAFT, record.place)
        if record.status == Bulletin.Status.DRAFT and drafts:
            yield "修改", "pencil", link(self.request, "bulletin-edit", record.pk)
        yield "下载 Word", "download", link(self.request, "bulletin-document", record.pk)
        if self.actor.paths() and any(record.organization.path.startswith(path) for path in self.actor.paths()):
            yield (
                "导出签收情况",
                "table-export",
                link(self.request, "bulletinreceipts", bulletin=record.pk, export="xlsx"),
            )
        if record.issued_at and drafts:
            yield "另发更正", "edit", link(self.request, "bulletin-new", corrects=record.pk)

    def further(self, record: Bulletin) -> dict[str, Any]:
        return {"files": list(record.files.all())}


class BulletinDocument(WordFile):
    """The bulletin as a Word document, as a download."""

    permission = Perm.VIEW
    model = Bulletin

    def written(self, found: Bulletin) -> tuple[bytes, str]:
        from linkage.bulletins.documents import bulletin_document

        return bulletin_document(found), f"{found.number} {found.title}"


class ReceiptFilters(FilterSet):
    signed = ChoicesFilter(label="状态", choices=(("no", "未签收"), ("yes", "已签收")), method="by_state")
    side = ChoicesFilter(label="对象", choices=(("place", "组织"), ("unit", "驻区单位")), method="by_side")
    read_at = PeriodFilter(label="签收日期")
    answered = OnlyFilter(label="有反馈的", rows="with_reply")
    bulletin = RowFilter(
        label="通知通报",
        queryset=lambda request: Bulletin.objects.visible_to(request.actor).filter(issued_at__isnull=False),
    )

    def by_state(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows if len(value) != 1 else rows.filter(read_at__isnull=value == ["no"])

    def by_side(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows if len(value) != 1 else rows.filter(unit__isnull=value == ["place"])

    def with_reply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(reply="")


def settled(row: BulletinReceipt) -> bool:
    """Whether nobody waits for it any more; units are never obliged to sign."""
    return row.read_at is not None or row.unit_id is not None or row.bulletin.status != ISSUED


class ReceiptList(ListPage):
    model, name, record, subject, title = (
        BulletinReceipt,
        "bulletinreceipts",
        "bulletinreceipt",
        "receipt",
        "签收情况",
    )
    lead = "已签发的通知通报逐个对象的签收和反馈，可按文件筛选后导出。"
    measure = "条"
    select_related = ("organization", "unit", "bulletin")
    search_fields = ("organization__name", "unit__name", "bulletin__title", "bulletin__number", "reply")
    search_hint = "对象、标题、文号、反馈"
    filters = ReceiptFilters
    columns = (
        Column("owner", "发送对象", link=True, sort="organization__path"),
        Column("bulletin", "通知通报", sort="bulletin__title"),
        Column("state", "状态", value=lambda row: "已签收" if row.read_at else "未签收", sort="read_at"),
        Due("due_on", "签收期限", value=lambda row: row.bulletin.due_on, sort="bulletin__due_on", done=settled),
        Column("reader_label", "签收人"),
        Moment("read_at", "签收时间", sort="read_at"),
        Column("reply", "反馈"),
        Column("number", "文号", value=lambda row: row.bulletin.number, optional=True),
        Column("organization", "所在组织", optional=True),
        Moment("replied_at", "反馈时间", sort="replied_at", optional=True),
    )
    order = ("-bulletin_id", "organization__path")
    empty_title, empty_text = "没有签收情况", "通知通报签发后，每个发送对象的签收情况显示在这里。"

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(bulletin__issued_at__isnull=False)


class ReceiptRecord(RecordPage):
    model, name, list_name, list_title = BulletinReceipt, "bulletinreceipt", "bulletinreceipts", "签收情况"
    subject, kind = "receipt", "签收情况"
    select_related = ("organization", "unit", "bulletin__organization")
    facts = (
        Column("owner", "发送对象"),
        Column("organization", "所在组织"),
        Column("bulletin", "通知通报"),
        Column("number", "文号", value=lambda row: row.bulletin.number),
        Column("state", "状态", value=lambda row: "已签收" if row.read_at else "未签收"),
        Day("due_on", "签收期限", value=lambda row: row.bulletin.due_on),
        Column("reader_label", "签收人"),
        Moment("read_at", "签收时间"),
        Moment("replied_at", "反馈时间"),
    )
    text_facts = (Column("reply", "反馈"),)

    def heading(self, record: BulletinReceipt) -> str:
        return f"{record.owner}：{record.bulletin}"

    def whose(self, record: BulletinReceipt) -> str:
        return f"{record.bulletin.organization} 发出"

    def links(self, record: BulletinReceipt) -> Iterable[tuple[str, str, str]]:
        yield "查看文件", "file-text", link(self.request, "bulletin", record.bulletin_id)


def issuing(actor: Actor, permission: Perm = Perm.BULLETIN_DRAFT) -> QuerySet[Organization]:
    """Districts and streets in whose name the actor may draft."""
    found: QuerySet[Organization] = Organization.objects.in_use().filter(
        under(actor.paths(permission), "path"), level__in=("district", "subdistrict")
    )
    return found
