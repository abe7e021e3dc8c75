"""Addresses of contact points, visits and weak places."""

from django.urls import path

from web.contacts.contactpoints import ContactPointList, ContactPointNew, ContactPointRecord, VisitList, VisitRecord
from web.contacts.cover import CoverPage
from web.contacts.imports import ContactImport, VisitImport, WeakImport
from web.contacts.weakplaces import WeakPlaceList, WeakPlaceNew, WeakPlaceRecord

urlpatterns = [
    path("contactpoints/", ContactPointList.as_view(), name="contactpoints"),
    path("contactpoints/new/", ContactPointNew.as_view(), name="contactpoint-new"),
    path("contactpoints/import/", ContactImport.as_view(), name="contactpoint-import"),
    path("contactpoints/cover/", CoverPage.as_view(), name="contactcover"),
    *ContactPointRecord.urls("contactpoints"),
    path("visits/", VisitList.as_view(), name="visits"),
    path("visits/import/", VisitImport.as_view(), name="visit-import"),
    *VisitRecord.urls("visits"),
    path("weakplaces/", WeakPlaceList.as_view(), name="weakplaces"),
    path("weakplaces/new/", WeakPlaceNew.as_view(), name="weakplace-new"),
    path("weakplaces/import/", WeakImport.as_view(), name="weakplace-import"),
    *WeakPlaceRecord.urls("weakplaces"),
]
