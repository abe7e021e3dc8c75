"""Addresses of the pages of meetings."""

from django.urls import path

from web.conferences import bodies, decisions, invitations, meetings, topics
from web.conferences.seatimport import SeatImport

urlpatterns = [
    path("seats/import/", SeatImport.as_view(), name="seat-import"),
    *bodies.urlpatterns,
    *decisions.urlpatterns,
    *invitations.urlpatterns,
    *meetings.urlpatterns,
    *topics.urlpatterns,
]
