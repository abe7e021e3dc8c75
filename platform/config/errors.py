"""The answer to a fault that nobody caught: a page for people, data for programs."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from api import views
from web import errors


def broken(request: HttpRequest) -> HttpResponse:
    """Answers without touching the database: that may be what is broken."""
    if request.method == "POST" and request.path_info == reverse("graphql"):
        return views.broken(request)
    return errors.broken(request)
