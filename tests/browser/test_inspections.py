"""Inspections in front of people: each page on a desk and on a phone."""

import pytest
from cast import Cast
from database import SCHEMA
from django_tenants.utils import schema_context
from inspecting import announced, checklist_in, draw_of, finding_with_photo, target_in, team_of
from screens import check

from linkage.inspections.models import Checklist, Finding, Inspection, InspectionDraw, InspectionTarget, InspectionTeam

pytestmark = pytest.mark.browser


def fill(cast: Cast) -> None:
    """A plan with its draw, and targets in several states."""
    checklist_in(cast)
    finding_with_photo(cast)
    for status in ("checking", "objected", "confirmed", "closed"):
        target_in(cast, status)
    team_of(cast, announced(cast), "第二检查组")
    draw_of(cast, per_street=True)


def addresses() -> dict[str, str]:
    """Every page by the name of its picture."""
    with schema_context(SCHEMA):
        draw = InspectionDraw.objects.exclude(drawn_at=None).get()
        draft = Inspection.objects.filter(status="draft").first()
        target = InspectionTarget.objects.filter(status="checking").first()
        answered = InspectionTarget.objects.filter(status="objected").first()
        finding = Finding.objects.filter(files__isnull=False).first()
        team = InspectionTeam.objects.filter(inspection=target.inspection).first()
        checklist = Checklist.objects.first()
    return {
        "inspections": "/inspections/",
        "inspection": f"/inspections/{draw.inspection_id}/",
        "inspection-draft": f"/inspections/{draft.pk}/",
        "inspection-new": "/inspections/new/",
        "inspection-targets": f"/inspections/{draft.pk}/targets/",
        "inspection-announce": f"/inspections/{draft.pk}/announce/",
        "inspectionteam": f"/inspection-teams/{team.pk}/",
        "inspectionteam-edit": f"/inspection-teams/{team.pk}/edit/",
        "inspectiondraw": f"/inspection-draws/{draw.pk}/",
        "inspectiontargets": "/inspection-targets/",
        "inspectiontarget": f"/inspection-targets/{answered.pk}/",
        "inspectiontarget-record": f"/inspection-targets/{target.pk}/findings/",
        "findings": "/findings/",
        "finding": f"/findings/{finding.pk}/",
        "checklists": "/checklists/",
        "checklist": f"/checklists/{checklist.pk}/",
    }


def test_each_page(visit):
    page = visit("/inspections/", who="office")
    for name, address in addresses().items():
        page.goto(address)
        check(page, name)
