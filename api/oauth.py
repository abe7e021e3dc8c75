"""What we ask of a client's credentials beyond what the toolkit does."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from oauth2_provider.oauth2_validators import OAuth2Validator


class Validator(OAuth2Validator):
    """Also takes a client's former secret as long as that runs."""

    def _authenticate_basic_auth(self, request: Any) -> bool:
        return _with_either(super()._authenticate_basic_auth, request)

    def _authenticate_request_body(self, request: Any) -> bool:
        return _with_either(super()._authenticate_request_body, request)


def _with_either(authenticate: Callable[[Any], Any], request: Any) -> bool:
    if authenticate(request):
        return True
    client = request.client
    if client is None or not client.has_old_secret:
        return False
    # On this request's own copy of the row, which nobody saves.
    client.client_secret = client.old_secret
    return bool(authenticate(request))


def client_id_of(request: HttpRequest) -> str:
    """The client named in Basic credentials or in the form; empty if there is none to speak of."""
    kind, _, credentials = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() != "basic":
        return request.POST.get("client_id", "").replace("\x00", "")[:255]
    try:
        return b64decode(credentials).decode().partition(":")[0].replace("\x00", "")[:255]
    except ValueError:
        return ""
