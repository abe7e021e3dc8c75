"""The short way to the interface."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from api.views import answer
from tenants.models import District

GetResponse = Callable[[HttpRequest], HttpResponse]


class ShortWayMiddleware:
    """Answer an operation that comes with a token, before everything that is there for pages.

    Sessions, forms, messages and page policies do not concern it; district and request id stand before it in the
    settings, and headers of its own stand in the answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.path = reverse("graphql")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path_info == self.path
            and request.method == "POST"
            and "HTTP_AUTHORIZATION" in request.META
            and isinstance(request.tenant, District)  # type: ignore[attr-defined]
        ):
            return answer(request)
        return self.get_response(request)
