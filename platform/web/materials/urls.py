"""Addresses of the pages of shared materials."""

from django.urls import path

from resources.materials.models import MaterialFile
from web.evidence import EvidenceFile
from web.materials.forms import MaterialEdit, MaterialNew
from web.materials.pages import MaterialList, MaterialRecord

urlpatterns = [
    path("materials/", MaterialList.as_view(), name="materials"),
    path("materials/new/", MaterialNew.as_view(), name="material-new"),
    path("materials/<int:pk>/edit/", MaterialEdit.as_view(), name="material-edit"),
    *MaterialRecord.urls("materials"),
    path("material-files/<int:pk>/", EvidenceFile.as_view(model=MaterialFile), name="materialfile"),
]
