"""Claiming, saying that it is done, evaluating."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from core.files import Upload
from core.permissions import Perm
from linkage.models import Commitment
from resources.actions.claims import claim_propose
from resources.claimants import claimants_of, commitments_for
from resources.models import Evaluation, Need, Resource
from web.columns import number_text
from web.formpages import FormPage
from web.forms import FilesField, PageForm, QuantityField, RowsField, StarsField
from web.owners import OwnerField


class CommitmentField(RowsField):
    """A promise of a running agreement that this claim would serve."""

    def label_from_instance(self, row: Commitment) -> str:
        return f"{row.title}（{number_text(row.quantity)}{row.measure}，《{row.agreement}》）"


class ClaimForm(PageForm):
    """Field names are the keywords of the action."""

    claimant = OwnerField(label="认领方")
    quantity = QuantityField(label="认领数量")
    commitment = CommitmentField(
        label="计入协议承诺", required=False, empty_label="不计入", help_text="办结后计入所选承诺事项的进度。"
    )
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "打算什么时候做、联系人等"}),
    )


class ClaimNew(FormPage):
    """``?need=<id>`` or ``?resource=<id>`` says what is claimed; the defaults make it two taps from the list."""

    form, action, permission = ClaimForm, staticmethod(claim_propose), Perm.CLAIM_PROPOSE
    title, submit, done = "认领", "提交认领", "认领已提出，等待对方确认。"
    record, list_name, list_title = "claim", "claims", "认领"
    template = "web/claims/form.html"
    target: Need | Resource
    nobody = False

    def find(self, pk: int | None) -> None:
        kind: type[Need] | type[Resource] = Resource if "resource" in self.request.GET else Need
        key = self.request.GET.get(kind.NOUN, "")
        rows = kind.objects.visible_to(self.actor).select_related("organization", "unit__organization", "audience")
        found = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
        if found is None:
            raise Http404("没有找到要认领的项目，它可能已被删除，或您无权查看。")
        self.target = found

    def heading(self) -> str:
        return f"认领：{self.target}"

    def initial(self) -> dict[str, Any]:
        return {"quantity": self.target.remaining if self.target.remaining > 0 else None}

    def limit(self, form: PageForm) -> None:
        places, units = claimants_of(self.actor, self.target)
        claimant: Any = form.fields["claimant"]
        claimant.offer(places, units)
        self.nobody = not claimant.rows
        if claimant.rows:
            claimant.initial = next(iter(claimant.rows))
        commitment: Any = form.fields["commitment"]
        commitment.queryset = commitments_for(self.target, places, units)
        if len(commitment.choices) == 1:
            del form.fields["commitment"]
        left = f"{number_text(self.target.remaining)} {self.target.measure}"
        form.fields["quantity"].help_text = f"还可认领 {left}。"

    def arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "target": self.target}


class FulfilForm(PageForm):
    """What was done, how much, and files that show it."""

    outcome = forms.CharField(label="完成情况", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    quantity = QuantityField(label="完成数量", help_text="少于认领数量时，余下部分办结后重新开放认领。")
    evidence = FilesField(
        label="佐证材料",
        required=False,
        help_text=f"照片、签到表、PDF、Word 或 Excel，每个不超过 {settings.EVIDENCE_MAX_BYTES // 2**20} MB；"
        "已上传过的不必再传。",
    )


class EvaluateForm(PageForm):
    """1–5 and words; a low mark must say why."""

    side = forms.ChoiceField(label="代表哪一方", required=False, choices=[("", "自动选择"), *Evaluation.Side.choices])
    score = StarsField()
    words = forms.CharField(
        label="评语",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="评 1—2 分时请写明原因。",
    )


def uploads(files: list[UploadedFile]) -> list[Upload]:
    """Sent files as the action takes them."""
    return [Upload(file.name or "文件", file.read()) for file in files]
