"""Addresses of the platform host: the operators' console."""

from django.urls import include, path

from web.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("", include("web.signin")),
    path("", include("web.admin.audit")),
    path("", include("web.admin.console")),
]
