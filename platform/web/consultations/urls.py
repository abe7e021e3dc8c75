"""Addresses of the pages of consultations and appraisals."""

from django.urls import path

from web.consultations.appraisals import AppraisalList, AppraisalNew, AppraisalRecord
from web.consultations.forms import ConsultationNew, ProposalNew
from web.consultations.pages import ConsultationList, ConsultationRecord, ConsultationSheet

urlpatterns = [
    path("consultations/", ConsultationList.as_view(), name="consultations"),
    path("consultations/new/", ConsultationNew.as_view(), name="consultation-new"),
    path("consultations/propose/", ProposalNew.as_view(), name="consultation-propose"),
    path("consultations/<int:pk>/sheet/", ConsultationSheet.as_view(), name="consultation-sheet"),
    *ConsultationRecord.urls("consultations"),
    path("outpost-appraisals/", AppraisalList.as_view(), name="outpostappraisals"),
    path("outpost-appraisals/new/", AppraisalNew.as_view(), name="outpostappraisal-new"),
    *AppraisalRecord.urls("outpost-appraisals"),
]
