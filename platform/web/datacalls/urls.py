"""Addresses of the pages of data calls."""

from django.urls import path

from linkage.datacalls.models import DataCallFile
from web.datacalls.answers import AnswerList, AnswerRecord
from web.datacalls.forms import AnswerFill, CallEdit, CallNew, CallRow
from web.datacalls.imports import AnswerImport
from web.datacalls.merged import MergedSheet, MergedWorkbook
from web.datacalls.pages import DataCallList, DataCallRecord
from web.evidence import EvidenceFile

urlpatterns = [
    path("datacalls/", DataCallList.as_view(), name="datacalls"),
    path("datacalls/new/", CallNew.as_view(), name="datacall-new"),
    path("datacalls/new/row/", CallRow.as_view(), name="datacall-row"),
    path("datacalls/<int:pk>/edit/", CallEdit.as_view(), name="datacall-edit"),
    path("datacalls/<int:pk>/import/", AnswerImport.as_view(), name="datacall-import"),
    path("datacalls/<int:pk>/sheet/", MergedSheet.as_view(), name="datacall-sheet"),
    path("datacalls/<int:pk>/merged/", MergedWorkbook.as_view(), name="datacall-merged"),
    *DataCallRecord.urls("datacalls"),
    path("data-answers/", AnswerList.as_view(), name="dataanswers"),
    path("data-answers/<int:pk>/fill/", AnswerFill.as_view(), name="dataanswer-fill"),
    path("data-call-files/<int:pk>/", EvidenceFile.as_view(model=DataCallFile), name="datacallfile"),
    *AnswerRecord.urls("data-answers"),
]
