"""Addresses of a district's pages."""

from django.urls import include, path

from web.home import HomePage
from web.noticepages import NoticesPage
from web.places import PlacesPage
from web.search import SearchPage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("", include("web.signin")),
    path("places/", PlacesPage.as_view(), name="places"),
    path("notices/", NoticesPage.as_view(), name="notices"),
    path("search/", SearchPage.as_view(lists=()), name="search"),
]
