"""Addresses of the pages of secretaries' projects."""

from django.urls import path

from web.secretaryprojects.forms import ProjectEdit, ProjectNew
from web.secretaryprojects.gaps import GapList
from web.secretaryprojects.projects import PartFilePage, ProjectFile, ProjectList, ProjectRecord

urlpatterns = [
    path("secretaryprojects/", ProjectList.as_view(), name="secretaryprojects"),
    path("secretaryprojects/new/", ProjectNew.as_view(), name="secretaryproject-new"),
    path("secretaryprojects/<int:pk>/edit/", ProjectEdit.as_view(), name="secretaryproject-edit"),
    path("secretaryprojects/<int:pk>/file/", ProjectFile.as_view(), name="secretaryproject-file"),
    *ProjectRecord.urls("secretaryprojects"),
    path("secretaryprojectgaps/", GapList.as_view(), name="secretaryprojectgaps"),
    path("projectpartfiles/<int:pk>/", PartFilePage.as_view(), name="projectpartfile"),
]
