"""Registered documents of third-party clients. As with clients, the pages know the actions by what they are given."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils import timezone
from django_filters import FilterSet
from oauth2_provider.models import get_application_model

from core.permissions import Perm
from web.acts import Act
from web.columns import Column, Moment, Status
from web.filters import ChoicesFilter, KeyFilter
from web.formpages import FormPage
from web.forms import PageForm, RowsField
from web.links import link
from web.lists import ListPage, New
from web.records import RecordPage, Related

Client: Any = get_application_model()
Document: Any = apps.get_model("trusted", "RegisteredDocument")
MANIFEST_MEGABYTES = 5
FITS = {True: "相符", False: "不符，请求会被拒绝"}


@dataclass(frozen=True)
class DocumentActions:
    """The actions behind the pages, and whether a text still fits the schema."""

    register: Callable[..., Any]
    import_: Callable[..., Any]
    retire: Callable[..., Any]
    restore: Callable[..., Any]
    fits: Callable[[str], bool]


class DocumentFilters(FilterSet):
    status = ChoicesFilter(label="状态", choices=Document.Status.choices)
    client = KeyFilter(label="应用", queryset=Client.objects.all())


class DocumentList(ListPage):
    model, name, record, title = Document, "registereddocuments", "registereddocument", "已登记的文档"
    subject = "document"
    template = "web/admin/documents.html"
    permission = Perm.CLIENT_EDIT
    measure = "个"
    place_lookup = ""
    lead = "外部系统事先登记的查询。请求可以只发送文档的 SHA-256；应用可以设为只接受已登记的文档。"
    select_related = ("client",)
    search_fields, search_hint = ("name", "digest", "client__name"), "名称、SHA-256、应用"
    filters = DocumentFilters
    columns = (
        Column("name", "名称", link=True, sort="name"),
        Column("client", "应用", sort="client__name"),
        Status(),
        Moment("last_used_at", "最近使用", sort="last_used_at"),
        Moment("registered_at", "登记时间", sort="registered_at"),
        Column("registered_by", "登记人", optional=True),
        Column("digest", "SHA-256", optional=True),
    )
    order = ("name",)
    new = New("登记文档", "registereddocument-new", Perm.CLIENT_EDIT)
    empty_title, empty_text = "还没有登记文档", "可以逐个登记，或导入生成工具写出的清单文件。"

    def context(self) -> dict[str, Any]:
        chosen = self.request.GET.get("client", "")
        return {**super().context(), "import_url": link(self.request, "registereddocument-import", client=chosen)}


class ReasonForm(PageForm):
    reason = forms.CharField(label="原因", max_length=500, required=False, widget=forms.Textarea)


class OfClientForm(PageForm):
    client = RowsField(label="应用")


class TextForm(OfClientForm):
    name = forms.CharField(label="名称", max_length=120, required=False, help_text="不填即第一个操作的名称。")
    text = forms.CharField(
        label="GraphQL 文本", strip=False, max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="须与对方程序发送的文本完全相同，包括空格和换行，否则 SHA-256 不符。",
    )  # fmt: skip
    wide = ("text",)


class ManifestForm(OfClientForm):
    manifest = forms.FileField(
        label="清单文件", widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text="JSON：Apollo 的 persisted-query-manifest，或 Relay、GraphQL Code Generator 写出的“SHA-256: 文本”。",
    )  # fmt: skip

    def clean_manifest(self) -> str:
        given = self.cleaned_data["manifest"]
        if given.size > MANIFEST_MEGABYTES * 2**20:
            raise forms.ValidationError(f"清单超过 {MANIFEST_MEGABYTES} MB，请分几份导入。")
        try:
            text: str = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("清单不是 UTF-8 编码的 JSON 文件，请核对后再选择。") from error
        return text


class OfClientPage(FormPage):
    """A form for one client in use, which the address may name."""

    permission = Perm.CLIENT_EDIT
    list_name, list_title = "registereddocuments", "已登记的文档"

    def initial(self) -> dict[str, Any]:
        return {"client": self.request.GET.get("client", "")}

    def limit(self, form: PageForm) -> None:
        clients: QuerySet[Any] = Client.objects.visible_to(self.actor).filter(is_active=True).order_by("name")
        form.fields["client"].queryset = clients  # type: ignore[attr-defined]


def used_text(document: Any) -> str:
    """When a document was last used, as the question before retiring it says so."""
    if document.last_used_at is None:
        return "这个文档从未使用过。"
    here = timezone.localtime(document.last_used_at)
    return f"这个文档最近一次使用是 {here:%Y-%m-%d %H:%M}，来自 {document.last_used_from or '未知地址'}。"


def document_pages(actions: DocumentActions) -> list[URLPattern]:
    """The addresses of the pages, working through the given actions."""

    class DocumentNew(OfClientPage):
        form, action = TextForm, staticmethod(actions.register)
        title, submit, done = "登记文档", "登记", "已登记，请求可以只发送它的 SHA-256。"
        record = "registereddocument"

    class DocumentImport(OfClientPage):
        form, action = ManifestForm, staticmethod(actions.import_)
        title, submit = "导入文档清单", "导入"
        lead = "清单中的文档全部登记，有一个不符合接口或超过限度就一个也不登记；清单之外已登记的文档不变。"
        record = "client"
        done = ""
        client: Any = None

        def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
            self.client = values["client"]
            return values

        def success_url(self, made: Any) -> str:
            list(messages.get_messages(self.request))
            told = f"新登记 {made.registered} 个，恢复 {made.restored} 个，已有 {made.unchanged} 个。"
            messages.success(self.request, f"清单已导入：{told}")
            return link(self.request, self.list_name, client=self.client.pk)

    class DocumentRecord(RecordPage):
        model, name, list_name, list_title = Document, "registereddocument", "registereddocuments", "已登记的文档"
        subject, kind = "document", "已登记的文档"
        permission = Perm.CLIENT_EDIT
        select_related = ("client",)
        facts = (
            Column("client", "应用"),
            Column("digest", "SHA-256"),
            Column(
                "text", "与现在的接口", value=lambda row: "相符" if actions.fits(row.text) else "不符，请求会被拒绝"
            ),
            Moment("last_used_at", "最近使用"),
            Column("last_used_from", "最近使用的地址"),
            Moment("registered_at", "登记时间"),
            Column("registered_by", "登记人"),
        )
        body_template = "web/admin/document_body.html"
        acts = (
            Act(
                "retire", "停用", actions.retire, Perm.CLIENT_EDIT, icon="ban", danger=True, form=ReasonForm,
                consequence="停用后，用它的 SHA-256 的请求会被拒绝；可以随时恢复。",
            ),
            Act(
                "restore", "恢复", actions.restore, Perm.CLIENT_EDIT, icon="player-play",
                done="已恢复，请求又可以使用它的 SHA-256。",
            ),
        )  # fmt: skip

        def whose(self, record: Any) -> str:
            return str(record.client)

        def act(self, verb: str) -> Act:
            found = super().act(verb)
            if verb != "retire":
                return found
            return replace(found, consequence=f"{used_text(self.record)}{found.consequence}")

        def links(self, record: Any) -> list[tuple[str, str, str]]:
            return [("所属应用", "plug-connected", link(self.request, "client", record.client_id))]

    return [
        path("documents/", DocumentList.as_view(), name="registereddocuments"),
        path("documents/new/", DocumentNew.as_view(), name="registereddocument-new"),
        path("documents/import/", DocumentImport.as_view(), name="registereddocument-import"),
        *DocumentRecord.urls("documents"),
    ]


# What hangs on a client, for its own record page.
OF_CLIENT = Related(
    "已登记的文档",
    lambda client, actor: Document.objects.visible_to(actor).filter(client=client).order_by("status", "name", "pk"),
    (
        Column("name", "名称", link=True),
        Status(),
        Moment("last_used_at", "最近使用"),
        Moment("registered_at", "登记时间"),
    ),
    record="registereddocument",
    all="registereddocuments",
    query=lambda client: {"client": client.pk},
    empty="还没有登记文档。",
)
