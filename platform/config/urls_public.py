"""Addresses of the platform host: health, figures and the operators' console."""

from django.urls import URLPattern, URLResolver, include, path

from config.health import health
from config.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health),
    path("metrics", metrics),
    path("", include("api.urls_public")),
    path("", include("web.urls_public")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "web.errors.broken"
