"""Addresses of the interface on the platform's own host: for city clients."""

from django.urls import path

from api.city import views

urlpatterns = [
    path("graphql/", views.graphql, name="city-graphql"),
    path("graphql/reports/<str:code>/<str:quarter>/", views.report, name="city-report"),
    path("oauth/token/", views.token, name="city-token"),
]
