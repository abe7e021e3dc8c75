"""Acts done on the page of a meeting lead back to it."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from web.access import answer
from web.acts import Act
from web.links import link
from web.records import RecordPage


class OfMeeting(RecordPage):
    """A record that is shown as part of a meeting: after an act done there the meeting is shown again."""

    # Acts whose buttons stand on the page of the meeting alone.
    always_back: tuple[str, ...] = ()

    def meeting_id(self, record: Any) -> int | None:
        found: int | None = record.meeting_id
        return found

    def after(self, act: Act) -> HttpResponse:
        meeting = self.meeting_id(self.record)
        if meeting is None or not (act.verb in self.always_back or came_from_meeting(self.request, meeting)):
            return super().after(act)
        messages.success(self.request, act.done_text)
        to = link(self.request, "meeting", meeting)
        if self.request.htmx:  # type: ignore[attr-defined]
            return answer(HttpResponse(), HX_Redirect=to)
        return HttpResponseRedirect(to)


def came_from_meeting(request: HttpRequest, meeting: int) -> bool:
    """Whether the button was pressed on the page of this meeting."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    shown = urlsplit(htmx.current_url or "").path if htmx else ""
    return shown == f"/meetings/{meeting}/"
