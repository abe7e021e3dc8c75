"""Third-party applications, their secrets, messages and use; consents for a city."""

from isolation.life import registered, used
from isolation.rows import case
from matrix.people import SECURITY_ADMIN
from stories import attempt_in, consent_in, delivery_to, document_in, token_in, webhook_in

from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.models import Client
from api.personal.models import PersonalToken
from api.trusted.models import RegisteredDocument
from api.usage.models import ClientUsage
from tenants.models import CityConsent

case("client", Client, registered, {SECURITY_ADMIN})
case("registered document", RegisteredDocument, document_in, {SECURITY_ADMIN})
case("personal token", PersonalToken, token_in, {"street_a", SECURITY_ADMIN})
case("usage of a client", ClientUsage, used, {SECURITY_ADMIN})
case("webhook", Webhook, webhook_in, {SECURITY_ADMIN})
case("message to a webhook", WebhookDelivery, lambda cast: delivery_to(cast, webhook_in(cast)), {SECURITY_ADMIN})
case("attempt at a message", WebhookAttempt, attempt_in, {SECURITY_ADMIN})
case("consent for a city", CityConsent, consent_in, {SECURITY_ADMIN})
