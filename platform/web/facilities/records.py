"""What one community has, against what it should have."""

from collections.abc import Iterable
from typing import Any

from django import forms

from core.permissions import Perm
from linkage.facilities.actions.photos import facility_photograph, facilityphoto_remove
from linkage.facilities.models import Facility, FacilityPhoto, FacilityRules, Room
from linkage.facilities.standards import lacking
from web.acts import Act
from web.claimforms import uploads
from web.columns import Column, Day, Number
from web.evidence import EvidenceFile
from web.facilities.lists import groups_text
from web.forms import FilesField, PageForm, ReasonField, RowsField
from web.lights import GREEN, RED, Chip
from web.links import link
from web.records import RecordPage


class PhotosForm(PageForm):
    photos: Any = FilesField(label="照片", accept="image/*", help_text="JPG、PNG 或 WebP，一次最多 9 张。")
    room = forms.ChoiceField(label="功能室", choices=[("", "整体"), *Room.choices], required=False)


class RemoveForm(PageForm):
    photo = RowsField(label="照片", empty_label=None)
    reason = ReasonField(label="删除原因")


PHOTOGRAPH = Act(
    "photograph",
    "上传照片",
    facility_photograph,
    Perm.FACILITY_EDIT,
    icon="camera-plus",
    main=True,
    form=PhotosForm,
    done="照片已保存。",
)
# The facility tells which photos there are; the action takes the one that is chosen.
REMOVE = Act(
    "remove-photo",
    "删除照片",
    lambda *, actor, facility, photo, reason: facilityphoto_remove(actor=actor, photo=photo, reason=reason),
    Perm.FACILITY_EDIT,
    icon="photo-off",
    form=RemoveForm,
    when=lambda facility, actor: facility.photos.exists(),
    danger=True,
    consequence="删除后不能恢复。",
    done="照片已删除。",
)


class FacilityRecord(RecordPage):
    model, name, list_name, list_title, subject = Facility, "facility", "facilities", "阵地台账", "facility"
    kind = "阵地台账"
    select_related = ("organization",)
    facts = (
        Column("organization", "社区"),
        Column("address", "地址"),
        Number("service_area", "服务用房", unit="㎡"),
        Number("outdoor_area", "室外活动场地", unit="㎡"),
        Number("books", "藏书", unit="册"),
        Column("rooms", "功能室", value=groups_text),
        Day("checked_on", "核对日期"),
    )
    text_facts = (Column("note", "说明"),)
    acts = (PHOTOGRAPH, REMOVE)
    body_template = "web/facilities/record_body.html"

    def chips(self, record: Facility) -> Iterable[Chip | None]:
        self.missing = lacking(record, FacilityRules.current())
        yield Chip("未达标", RED, "alert-triangle") if self.missing else Chip("达标", GREEN, "circle-check")

    def links(self, record: Facility) -> Iterable[tuple[str, str, str]]:
        if record.organization.retired_on is None and self.actor.can(Perm.FACILITY_EDIT, record.place):
            yield "核对和修改", "pencil", link(self.request, "facility-of", record.organization_id)

    def further(self, record: Facility) -> dict[str, Any]:
        return {
            "missing": self.missing,
            "rooms": [(room.label, room.value in record.rooms) for room in Room],
            "photos": list(FacilityPhoto.objects.filter(facility=record).order_by("pk")),
        }

    def limit(self, act: Act, form: forms.Form) -> None:
        if act.verb == "remove-photo":
            field: Any = form.fields["photo"]
            field.queryset = FacilityPhoto.objects.filter(facility=self.record).select_related("facility__organization")

    def arguments(self, act: Act, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "photos": uploads(values["photos"])} if act.verb == "photograph" else values


class FacilityPhotoPage(EvidenceFile):
    """One photo."""

    model = FacilityPhoto
