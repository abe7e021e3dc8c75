"""Addresses of the platform host: the operators' console."""

from django.urls import include, path

from web.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("", include("web.signin")),
    path("", include("web.admin.audit")),
    # Before the records of districts: /districts/new/ looks like nothing of theirs.
    path("", include("web.admin.opening")),
    path("", include("web.admin.console")),
    path("", include("web.admin.cityclients")),
]
