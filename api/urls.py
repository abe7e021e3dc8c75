"""Addresses of the interface, on the host of every district."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from api import files, views
from api.docs import views as docs
from api.schema import schema

urlpatterns = [
    path("graphql/", views.GraphQL.as_view(schema=schema), name="graphql"),
    path("graphql/files/<str:address>", files.download, name="api-file"),
    path("graphql/uploads/<str:address>", files.receive, name="api-upload"),
    path("graphql/docs/", RedirectView.as_view(url="index.html")),
    re_path(r"^graphql/docs/(?P<name>schema|schema-city)\.graphql$", docs.schema_file, name="api-docs-schema"),
    path("graphql/docs/examples/<path:name>", docs.example, name="api-docs-example"),
    path("graphql/docs/<str:file>", docs.show, name="api-docs"),
    path("oauth/token/", views.Token.as_view(), name="oauth-token"),
    path("oauth/revoke_token/", views.RevokeToken.as_view(), name="oauth-revoke"),
]
