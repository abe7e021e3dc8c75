"""Addresses of the interface, on the host of every district."""

from django.urls import path
from oauth2_provider.views.base import RevokeTokenView

from api import files, views
from api.schema import schema

urlpatterns = [
    path("graphql/", views.GraphQL.as_view(schema=schema), name="graphql"),
    path("graphql/evidence/<int:pk>/", files.evidence, name="graphql-evidence"),
    path("graphql/reports/<int:pk>/<slug:kind>/", files.report, name="graphql-report"),
    path("oauth/token/", views.Token.as_view(), name="oauth-token"),
    path("oauth/revoke_token/", RevokeTokenView.as_view(), name="oauth-revoke"),
]
