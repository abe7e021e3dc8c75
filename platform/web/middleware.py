"""What the browser is told about every page, and what happens to refusals nobody caught."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse

from core.errors import DomainError, NotAllowed, NotFound
from tenants.accounts.passwords import must_change
from web.errors import error_page

GetResponse = Callable[[HttpRequest], HttpResponse]

# Nothing from elsewhere, no inline script or style: text that slips through escaping still cannot run.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# The interface refuses such an account by itself, with an answer that a program can read; the bell of the page on which
# the password is being changed must not load that page anew.
FREE_PAGES = frozenset({"login", "logout", "password-change", "graphql", "notices-unread"})


class PagePolicyMiddleware:
    """Content-Security-Policy and caching of pages; a view that sets its own policy (GraphiQL) keeps it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            # A page of one person must not come out of a shared computer's cache after sign-out.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class PageFaultMiddleware:
    """Refusals that no view handled become designed pages.

    An htmx request is never sent to the sign-in form.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and isinstance(response, HttpResponseRedirect):
            # The browser would follow the redirect by itself and put a whole page into the fragment's place.
            answer = HttpResponse(status=200)
            answer["HX-Redirect"] = response.url
            answer.cookies = response.cookies
            return answer
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotFound):
            return error_page(request, 404, exception.message)
        if isinstance(exception, NotAllowed):
            return error_page(request, 403, exception.message)
        if isinstance(exception, DomainError):
            return error_page(request, 400, exception.message)
        return None


class PasswordAgeMiddleware:
    """A password that is too old, or was set by somebody else, is changed before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name in FREE_PAGES or not getattr(view, "view_class", None):
            return None
        if not request.user.is_authenticated or not must_change(request.user):
            return None
        return HttpResponseRedirect(resolve_url(reverse("password-change")))
