"""Addresses of the pages of inspections."""

from django.urls import path

from linkage.inspections.models import FindingFile
from web.evidence import EvidenceFile
from web.inspections.checklists import ChecklistEdit, ChecklistList, ChecklistNew, ChecklistRecord
from web.inspections.draws import DrawRecord
from web.inspections.findings import FindingList, FindingRecord
from web.inspections.papers import Report, ResultSheet
from web.inspections.plans import InspectionEdit, InspectionList, InspectionNew, InspectionRecord, TargetsPage
from web.inspections.targets import RecordPageForm, TargetList, TargetRecord
from web.inspections.teams import TeamEdit, TeamNew, TeamRecord

urlpatterns = [
    path("inspections/", InspectionList.as_view(), name="inspections"),
    path("inspections/new/", InspectionNew.as_view(), name="inspection-new"),
    path("inspections/<int:pk>/edit/", InspectionEdit.as_view(), name="inspection-edit"),
    path("inspections/<int:pk>/targets/", TargetsPage.as_view(), name="inspection-targets"),
    path("inspections/<int:pk>/teams/new/", TeamNew.as_view(), name="inspectionteam-new"),
    path("inspections/<int:pk>/sheet/", ResultSheet.as_view(), name="inspection-sheet"),
    path("inspections/<int:pk>/report/", Report.as_view(), name="inspection-report"),
    path("inspection-teams/<int:pk>/edit/", TeamEdit.as_view(), name="inspectionteam-edit"),
    *TeamRecord.urls("inspection-teams"),
    *DrawRecord.urls("inspection-draws"),
    path("inspection-targets/", TargetList.as_view(), name="inspectiontargets"),
    path("inspection-targets/<int:pk>/findings/", RecordPageForm.as_view(), name="inspectiontarget-record"),
    *TargetRecord.urls("inspection-targets"),
    path("findings/", FindingList.as_view(), name="findings"),
    path("findings/files/<int:pk>/", EvidenceFile.as_view(model=FindingFile), name="finding-file"),
    *FindingRecord.urls("findings"),
    path("checklists/", ChecklistList.as_view(), name="checklists"),
    path("checklists/new/", ChecklistNew.as_view(), name="checklist-new"),
    path("checklists/<int:pk>/edit/", ChecklistEdit.as_view(), name="checklist-edit"),
    *ChecklistRecord.urls("checklists"),
    *InspectionRecord.urls("inspections"),
]
