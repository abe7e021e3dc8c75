"""Signatures of the Standard Webhooks convention (standardwebhooks.com), under a secret that no table holds.

A secret is derived from the installation's ``SECRET_KEY`` and the webhook's salt: who reads the database, or a backup
of it, can sign nothing.
"""

import base64
import secrets
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook as Signer

from api.hooks.models import Webhook

# Receivers have this long to take over a new secret; until then both sign.
GRACE = timedelta(hours=24)


def new_salt() -> str:
    return secrets.token_hex(32)


def secret_of(salt: str) -> str:
    """The secret as it is shown once and as every library of the convention takes it."""
    key = salted_hmac("api.hooks.signing", salt, algorithm="sha256").digest()
    return f"whsec_{base64.b64encode(key).decode()}"


def signed_headers(webhook: Webhook, message_id: str, body: str, at: datetime) -> dict[str, str]:
    """The three headers; ``at`` is the aware moment of this attempt, in UTC."""
    salts = [webhook.salt]
    if webhook.old_until is not None and at < webhook.old_until:
        salts.append(webhook.old_salt)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(Signer(secret_of(salt)).sign(message_id, at, body) for salt in salts),
    }
