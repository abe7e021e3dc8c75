"""Who reads for the city: tokens by client credentials (RFC 6749, section 4.4), kept in the public schema."""

import hashlib
from base64 import b64decode
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest
from django.utils import timezone
from oauthlib.oauth2 import BackendApplicationServer, RequestValidator

from api import rates
from api.oauth import client_id_of
from api.signin import NotSignedIn, bearer_of
from api.tries import Ledger, Outcome
from core.permissions import PLATFORM, Actor, ActorKind, Grant, Perm
from tenants.models import CityClient, CityToken, CityTry

TOKEN_SECONDS = 3600
SCOPE = "city.read"
# The address of the sender, handed through oauthlib with the headers of the request.
ADDRESS = "Remote-Addr"


class _Credentials(RequestValidator):
    """What oauthlib asks about clients: there is one kind of grant and one scope."""

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        name, secret = _given(request)
        client = CityClient.objects.filter(client_id=name).first() if name else None
        if client is None or not client.is_in_use:
            return False
        caller = f"token:{client.pk}:{request.headers.get(ADDRESS, '')}"
        rates.take(caller, settings.GRAPHQL_TOKENS_PER_MINUTE)
        if not check_password(secret, client.secret_hash):
            return False
        request.client = client
        return True

    def validate_grant_type(self, client_id: str, grant_type: str, client: Any, request: Any, **kwargs: Any) -> bool:
        return grant_type == "client_credentials"

    def get_default_scopes(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        return [SCOPE]

    def validate_scopes(self, client_id: str, scopes: list[str], client: Any, request: Any, **kwargs: Any) -> bool:
        return scopes == [SCOPE]

    def save_bearer_token(self, token: dict[str, Any], request: Any, *args: Any, **kwargs: Any) -> None:
        moment = timezone.now()
        CityToken.objects.filter(client=request.client, expires_at__lte=moment).delete()
        CityToken.objects.create(
            digest=_digest(token["access_token"]),
            client=request.client,
            expires_at=moment + timedelta(seconds=TOKEN_SECONDS),
        )


server = BackendApplicationServer(_Credentials(), token_expires_in=TOKEN_SECONDS)


def _given(request: Any) -> tuple[str, str]:
    """Number and secret of a client from a Basic header, else from the form; empty where there are none to speak of."""
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            name, _, secret = b64decode(encoded).decode().partition(":")
        except ValueError:
            return "", ""
    else:
        name, secret = request.client_id or "", request.client_secret or ""
    return ("", "") if "\x00" in name else (name, secret)


def client_of(request: HttpRequest) -> CityClient:
    """The city client that sends this request, found in one statement; ``NotSignedIn`` otherwise.

    A token of a district is unknown here, as a city's token is in every district. Nothing is remembered.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if not header:
        raise NotSignedIn("请在请求头 Authorization 中携带城市应用的令牌。")
    tokens = CityToken.objects.filter(digest=_digest(bearer_of(header)), expires_at__gt=timezone.now())
    token = tokens.select_related("client").first()
    if token is None or not token.client.is_in_use:
        raise NotSignedIn("令牌不存在、已过期，或城市应用已停用，请重新申请令牌。")
    return token.client


def actor_of(client: CityClient) -> Actor:
    """The client as it stands in the platform's log; it has no right in any district."""
    grant = Grant(PLATFORM.path, frozenset({Perm.CITY_READ}))
    return Actor(ActorKind.CLIENT, client.pk, f"城市应用 {client.name}", (grant,))


# In the platform's log.
LEDGER = Ledger(CityTry, "cityclient", actor_of)


def named_client(request: HttpRequest) -> CityClient | None:
    """Whom the credentials of this request name, right or wrong."""
    name = client_id_of(request)
    return CityClient.objects.filter(client_id=name).first() if name else None


def why_refused(client: CityClient, *, knows_the_client: bool) -> Outcome:
    """Why a client gets no token; see ``api.tries.why_refused``."""
    if client.disabled_at is not None:
        return Outcome.DISABLED
    if client.is_expired:
        return Outcome.OVER
    return Outcome.REQUEST if knows_the_client else Outcome.SECRET


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
