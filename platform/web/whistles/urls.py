"""Addresses of whistles, responses and the league of departments."""

from django.urls import path

from linkage.whistles.models import WhistleFile
from web.evidence import EvidenceFile
from web.whistles.league import LeagueList
from web.whistles.pages import WhistleEdit, WhistleList, WhistleNew, WhistleRecord, WhistleSheet
from web.whistles.responses import ResponseList, ResponseRecord

urlpatterns = [
    path("whistles/", WhistleList.as_view(), name="whistles"),
    path("whistles/new/", WhistleNew.as_view(), name="whistle-new"),
    path("whistles/<int:pk>/edit/", WhistleEdit.as_view(), name="whistle-edit"),
    path("whistles/<int:pk>/sheet/", WhistleSheet.as_view(), name="whistle-sheet"),
    *WhistleRecord.urls("whistles"),
    path("whistle-responses/", ResponseList.as_view(), name="whistleresponses"),
    path("whistle-responses/files/<int:pk>/", EvidenceFile.as_view(model=WhistleFile), name="whistle-file"),
    *ResponseRecord.urls("whistle-responses"),
    path("whistle-league/", LeagueList.as_view(), name="whistleleague"),
]
