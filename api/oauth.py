"""What we ask of a client's credentials beyond what the toolkit does."""

from collections.abc import Callable
from typing import Any

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
