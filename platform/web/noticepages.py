"""What concerns the person who is signed in: notices, newest first."""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.views import View

from core.errors import NotFound
from tenants.notices.actions import notices_read
from tenants.notices.models import Notice
from web.access import SignedIn
from web.links import link

PAGE = 30


class NoticesPage(SignedIn):
    """All notices of this person; POST marks one (``pk``) or all as read and goes on to the record."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Notice.objects.visible_to(self.actor)
        unread = request.GET.get("unread") == "1"
        if unread:
            rows = rows.filter(read_at=None)
        page = Paginator(rows.order_by("-id"), PAGE).get_page(request.GET.get("page"))
        return render(request, "web/notices.html", {"title": "通知", "page": page, "only_unread": unread})

    def post(self, request: HttpRequest) -> HttpResponse:
        pk = request.POST.get("pk", "")
        if not pk:
            notices_read(actor=self.actor)
            return HttpResponseRedirect(link(request, "notices"))
        try:
            notice = Notice.objects.get_visible(self.actor, pk)
        except NotFound:
            return HttpResponseRedirect(link(request, "notices"))
        notices_read(actor=self.actor, notices=[notice])
        return HttpResponseRedirect(subject_url(request, notice) or link(request, "notices"))


class UnreadCount(View):
    """How many notices are unread, for the bell of an open page, which asks again each minute.

    Who is not signed in (any more) is told nothing: a page in the background must not jump to the sign-in form.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return HttpResponse(status=204)
        return render(request, "web/parts/unread.html")


def subject_url(request: HttpRequest, notice: Notice) -> str:
    """The address of the record a notice is about; record pages are named after their model."""
    model: Any = apps.get_model(notice.subject_type)
    try:
        return link(request, model._meta.model_name, notice.subject_id)
    except NoReverseMatch:
        return ""
