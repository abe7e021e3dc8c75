"""Addresses of the pages of campaigns."""

from django.urls import path

from web.campaigns.campaigns import CampaignList, CampaignRecord
from web.campaigns.forms import CampaignEdit, CampaignJoin, CampaignNew, CampaignReschedule, CampaignRow
from web.campaigns.matrix import CampaignMatrix
from web.campaigns.steps import StepFilePage, StepList, StepRecord
from web.campaigns.templates import (
    CampaignTemplateEdit,
    CampaignTemplateList,
    CampaignTemplateNew,
    CampaignTemplateRecord,
    CampaignTemplateRow,
)

urlpatterns = [
    path("campaigns/", CampaignList.as_view(), name="campaigns"),
    path("campaigns/new/", CampaignNew.as_view(), name="campaign-new"),
    path("campaigns/new/row/", CampaignRow.as_view(), name="campaign-row"),
    path("campaigns/<int:pk>/edit/", CampaignEdit.as_view(), name="campaign-edit"),
    path("campaigns/<int:pk>/join/", CampaignJoin.as_view(), name="campaign-join"),
    path("campaigns/<int:pk>/matrix/", CampaignMatrix.as_view(), name="campaign-matrix"),
    path("campaigns/<int:pk>/reschedule/", CampaignReschedule.as_view(), name="campaign-reschedule"),
    *CampaignRecord.urls("campaigns"),
    path("campaignsteps/", StepList.as_view(), name="campaignsteps"),
    *StepRecord.urls("campaignsteps"),
    path("campaignstepfiles/<int:pk>/", StepFilePage.as_view(), name="campaignstepfile"),
    path("campaigntemplates/", CampaignTemplateList.as_view(), name="campaigntemplates"),
    path("campaigntemplates/new/", CampaignTemplateNew.as_view(), name="campaigntemplate-new"),
    path("campaigntemplates/new/row/", CampaignTemplateRow.as_view(), name="campaigntemplate-row"),
    path("campaigntemplates/<int:pk>/edit/", CampaignTemplateEdit.as_view(), name="campaigntemplate-edit"),
    *CampaignTemplateRecord.urls("campaigntemplates"),
]
