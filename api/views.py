"""Queries, GraphiQL and tokens."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from graphene_django.views import GraphQLView
from oauth2_provider.views.base import RevokeTokenView, TokenView

from api import rates, tries
from api.asking import Asking
from api.execution import fault
from api.models import Client
from api.oauth import client_id_of
from api.origins import WrongOrigin, admit, check_origin, preflight
from api.usage import counting
from api.writing import json_response, not_posted, refusal
from core.errors import DomainError

# GraphiQL builds its styles at run time and its editor colours by inline styles; scripts stay our own.
GRAPHIQL_POLICY = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)


class GraphQL(GraphQLView):
    """graphene-django's view with limits before and measured, planned execution in place of its own.

    POST answers an operation; GET from a browser shows GraphiQL, from our own address, to signed-in people.
    """

    graphiql_template = "api/graphiql.html"

    # A session's request is checked by caller_of; a token's needs no check.
    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return answer(request)
        if request.method == "OPTIONS":
            return preflight(request, "POST")
        if request.method == "GET" and self.request_wants_html(request):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return self.show_graphiql(request)
        return not_posted("GET, POST")

    @method_decorator(ensure_csrf_cookie)
    def show_graphiql(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self.render_graphiql(request)
        response["Content-Security-Policy"] = GRAPHIQL_POLICY
        return response


def answer(request: HttpRequest) -> HttpResponse:
    """The answer to one operation: whatever happens, one that a program can read."""
    return Asking(request).answer().response()


def broken(request: HttpRequest) -> HttpResponse:
    """For a fault on the way to ``answer``, which Django has logged."""
    return json_response({"errors": [fault()]}, 500)


class _Guarded(View):
    """A view of the toolkit that checks a client's secret; guessing one is limited by client and by address.

    ``granted`` is what a good request has come to; that, or why it was refused, is noted for the audit trail.
    """

    granted: tries.Outcome

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        client = Client.objects.filter(client_id=client_id_of(request)).first()
        origins = client.origins if client is not None else []
        address = request.META.get("REMOTE_ADDR", "")
        try:
            rates.take(f"token:{address}", settings.GRAPHQL_TOKENS_PER_ADDRESS)
            if client is not None:
                rates.take(f"token:{client.pk}:{address}", settings.GRAPHQL_TOKENS_PER_MINUTE)
            check_origin(request, origins)
        except DomainError as error:
            response = refusal(error)
            outcome = tries.Outcome.ORIGIN if isinstance(error, WrongOrigin) else tries.Outcome.OFTEN
        else:
            response = super().post(request, *args, **kwargs)  # type: ignore[misc]
            if response.status_code == 200:
                outcome = self.granted
                if client is not None:
                    counting.used(Client, client.pk)
            elif client is not None:
                outcome = tries.why_refused(client, knows_the_client=response.status_code != 401)
        if client is not None:
            tries.note(client, outcome)
        admit(request, response, origins)
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return preflight(request, "POST")


@method_decorator(csrf_exempt, name="dispatch")
class Token(_Guarded, TokenView):
    """Tokens by client credentials."""

    granted = tries.Outcome.GIVEN


@method_decorator(csrf_exempt, name="dispatch")
class RevokeToken(_Guarded, RevokeTokenView):
    """A client gives a token back."""

    granted = tries.Outcome.BACK
