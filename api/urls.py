"""Addresses of the interface, on the host of every district."""

from django.urls import path
from oauth2_provider.views.base import RevokeTokenView

from api import views

urlpatterns = [
    path("graphql/", views.graphql, name="graphql"),
    path("graphql/evidence/<int:pk>/", views.evidence, name="graphql-evidence"),
    path("oauth/token/", views.Token.as_view(), name="oauth-token"),
    path("oauth/revoke_token/", RevokeTokenView.as_view(), name="oauth-revoke"),
]
