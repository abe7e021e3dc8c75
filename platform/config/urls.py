"""Addresses of a district's host."""

from django.urls import URLPattern, URLResolver, include, path

from api.actions.clients import (
    client_disable,
    client_drop_secret,
    client_limit,
    client_register,
    client_rescope,
    client_restrict,
    client_rotate,
)
from api.hooks import actions as webhooks
from api.personal import actions as tokens
from api.scopes import scopes_by_domain
from api.trusted import actions as documents
from api.trusted.checking import fits
from api.usage.reading import days_of
from web.admin.clients import ClientActions, client_pages
from web.admin.documents import DocumentActions, document_pages
from web.admin.webhooks import WebhookActions, webhook_pages
from web.tokens import TokenActions, token_pages

# Only here do the pages of clients and of what is theirs meet the actions: web and api do not know each other.
CLIENT_PAGES = client_pages(
    ClientActions(
        register=client_register,
        rotate=client_rotate,
        drop_secret=client_drop_secret,
        rescope=client_rescope,
        limit=client_limit,
        restrict=client_restrict,
        disable=client_disable,
        scopes=scopes_by_domain(),
        usage=days_of,
    )
)
DOCUMENT_PAGES = document_pages(
    DocumentActions(
        register=documents.document_register,
        import_=documents.document_import,
        retire=documents.document_retire,
        restore=documents.document_restore,
        fits=fits,
    )
)
TOKEN_PAGES = token_pages(
    TokenActions(
        create=tokens.personal_token_create,
        revoke=tokens.personal_token_revoke,
        days=(tokens.DAYS, 1, tokens.MOST_DAYS),
    )
)
WEBHOOK_PAGES = webhook_pages(
    WebhookActions(
        register=webhooks.webhook_register,
        edit=webhooks.webhook_edit,
        rotate=webhooks.webhook_rotate,
        pause=webhooks.webhook_pause,
        resume=webhooks.webhook_resume,
        remove=webhooks.webhook_remove,
        test=webhooks.webhook_test,
        redeliver=webhooks.webhook_redeliver,
        verbs=webhooks.offered_verbs,
    )
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("api.urls")),
    path("", include(CLIENT_PAGES)),
    path("", include(DOCUMENT_PAGES)),
    path("", include(TOKEN_PAGES)),
    path("", include(WEBHOOK_PAGES)),
    path("", include("web.urls")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "config.errors.broken"
