"""Addresses of the pages of the ledger of facilities."""

from django.urls import path

from web.facilities.forms import FacilityForPlace, FacilityNew
from web.facilities.imports import FacilityImport
from web.facilities.lists import FacilityList
from web.facilities.records import FacilityPhotoPage, FacilityRecord
from web.facilities.rollup import RollUpPage

urlpatterns = [
    path("facilities/", FacilityList.as_view(), name="facilities"),
    path("facilities/new/", FacilityNew.as_view(), name="facility-new"),
    path("facilities/import/", FacilityImport.as_view(), name="facility-import"),
    path("facilities/standards/", RollUpPage.as_view(), name="facility-standards"),
    path("facilities/of/<int:pk>/", FacilityForPlace.as_view(), name="facility-of"),
    path("facilities/photos/<int:pk>/", FacilityPhotoPage.as_view(), name="facilityphoto"),
    *FacilityRecord.urls("facilities"),
]
