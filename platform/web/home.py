"""Where a person starts: at the first page that concerns them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from web.access import SignedIn
from web.context import Shell


class HomePage(SignedIn):
    """Leads to the first entry of the navigation, or says that the account has no post yet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        entries = Shell(request).nav
        if entries:
            return HttpResponseRedirect(entries[0].url)
        return render(request, "web/no_post.html", {"title": "首页"})
