"""Addresses of a district's pages."""

from django.urls import include, path

from web.claims import ClaimList
from web.home import HomePage
from web.listings import NeedList, ResourceList
from web.noticepages import NoticesPage
from web.places import PlacesPage
from web.search import SearchPage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("", include("web.signin")),
    path("", include("web.claims")),
    path("", include("web.listings")),
    path("places/", PlacesPage.as_view(), name="places"),
    path("notices/", NoticesPage.as_view(), name="notices"),
    path("search/", SearchPage.as_view(lists=(NeedList, ResourceList, ClaimList)), name="search"),
]
