"""Clients and what is theirs."""

from collections.abc import Iterable

from fuzz.sight import Sight, parts, rule


@rule("Client")
def _clients(sight: Sight) -> Iterable[int]:
    return sight.facts["api_client"] if "clients" in sight.seat.keeps else ()


@rule("ClientUsage")
def _usage(sight: Sight) -> Iterable[int]:
    """The security administrator's, and a client's own."""
    facts = sight.facts
    for key, row in facts["usage_clientusage"].items():
        own = facts["api_client"][row["client_id"]]["service_user_id"] == sight.seat.user
        if "clients" in sight.seat.keeps or own:
            yield key


@rule("Webhook")
def _webhooks(sight: Sight) -> Iterable[int]:
    """The security administrator's, and a client's own where it may keep them."""
    seat, facts = sight.seat, sight.facts
    for key, row in facts["hooks_webhook"].items():
        own = facts["api_client"][row["client_id"]]["service_user_id"] == seat.user
        if "clients" in seat.keeps or (seat.webhooks and own):
            yield key


rule("WebhookDelivery")(parts("hooks_webhookdelivery", "webhook_id", "Webhook"))
rule("WebhookAttempt")(parts("hooks_webhookattempt", "delivery_id", "WebhookDelivery"))


@rule("PersonalToken")
def _personal_tokens(sight: Sight) -> Iterable[int]:
    """A person's own, which no client has, and the security administrator's."""
    seat = sight.seat
    for key, row in sight.facts["personal_personaltoken"].items():
        if "clients" in seat.keeps or (not seat.client and row["user_id"] == seat.user):
            yield key


@rule("RegisteredDocument")
def _documents(sight: Sight) -> Iterable[int]:
    """The security administrator's, and a client's own where it may keep them."""
    seat, facts = sight.seat, sight.facts
    for key, row in facts["trusted_registereddocument"].items():
        own = facts["api_client"][row["client_id"]]["service_user_id"] == seat.user
        if "clients" in seat.keeps or (seat.documents and own):
            yield key
