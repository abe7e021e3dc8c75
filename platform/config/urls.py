"""Addresses of a district's host."""

from django.urls import URLPattern, URLResolver, include, path

from api.actions.clients import client_disable, client_drop_secret, client_limit, client_register, client_rotate
from api.hooks import actions as webhooks
from api.scopes import CLIENT_PERMISSIONS
from core.permissions import Perm
from web.admin.clients import client_pages
from web.admin.webhooks import WebhookActions, webhook_pages

# Only here do the pages of clients and webhooks meet the actions behind them: web and api do not know each other.
CLIENT_PAGES = client_pages(
    register=client_register,
    rotate=client_rotate,
    drop_secret=client_drop_secret,
    limit=client_limit,
    disable=client_disable,
    scopes={permission.value: permission.label for permission in Perm if permission in CLIENT_PERMISSIONS},
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
    path("", include(WEBHOOK_PAGES)),
    path("", include("web.urls")),
]

handler400 = "web.errors.bad_request"
handler403 = "web.errors.forbidden"
handler404 = "web.errors.not_found"
handler500 = "config.errors.broken"
