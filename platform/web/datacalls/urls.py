"""Addresses of the pages of data calls."""

from django.urls import path

from web.datacalls.answers import AnswerList, AnswerRecord, MergedWorkbook
from web.datacalls.forms import AnswerFill, CallEdit, CallNew, CallRow
from web.datacalls.pages import DataCallList, DataCallRecord

urlpatterns = [
    path("datacalls/", DataCallList.as_view(), name="datacalls"),
    path("datacalls/new/", CallNew.as_view(), name="datacall-new"),
    path("datacalls/new/row/", CallRow.as_view(), name="datacall-row"),
    path("datacalls/<int:pk>/edit/", CallEdit.as_view(), name="datacall-edit"),
    path("datacalls/<int:pk>/merged/", MergedWorkbook.as_view(), name="datacall-merged"),
    *DataCallRecord.urls("datacalls"),
    path("data-answers/", AnswerList.as_view(), name="dataanswers"),
    path("data-answers/<int:pk>/fill/", AnswerFill.as_view(), name="dataanswer-fill"),
    *AnswerRecord.urls("data-answers"),
]
