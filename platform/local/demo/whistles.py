"""What departments of the demo are called to, how fast they come, and how streets rate them."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from core.events import action_day, now
from core.files import Upload
from core.permissions import Actor
from linkage.whistles.actions.responses import (
    whistleresponse_dispute,
    whistleresponse_finish,
    whistleresponse_rate,
    whistleresponse_release,
    whistleresponse_report,
    whistleresponse_respond,
    whistleresponse_return,
    whistleresponse_uphold,
)
from linkage.whistles.actions.terms import (
    whistleresponse_approve,
    whistleresponse_ask,
    whistleresponse_refuse,
    whistleresponse_supervise,
)
from linkage.whistles.actions.whistles import whistle_assign, whistle_blow, whistle_decline, whistle_review
from linkage.whistles.models import Whistle, WhistleResponse
from local.demo import appealwords as words
from local.demo.cast import Cast, Street
from local.demo.story import Story

DECLINED, DISPUTED, TARDY, RETURNED, REFUSED = 0.06, 0.08, 0.15, 0.08, 0.3


class Whistles:
    """Takes whistles from the desk of the street to the rating; ``files`` are what departments show."""

    def __init__(self, story: Story, cast: Cast, files: list[Upload]) -> None:
        self.story, self.cast, self.files = story.aside("whistles"), cast, files
        # More time has a chance of its own: without it everything else would go the same way.
        self.terms = story.aside("whistle terms")
        self.departments = {department.name: department for department in cast.departments}

    def take(self, whistle: Whistle, street: Street, names: Sequence[str], closed: Callable[[], None]) -> None:
        """``closed`` is called when it is over, whichever way."""
        self._later(0.1, 0.8, partial(self._review, whistle, street, names, closed))

    def _review(self, whistle: Whistle, street: Street, names: Sequence[str], closed: Callable[[], None]) -> None:
        if self.story.chance(DECLINED):
            whistle_decline(actor=street.actor, whistle=whistle, reason="社区可会同物业自行解决。")
            closed()
            return
        whistle = whistle_review(actor=street.actor, whistle=whistle, note="情况属实，街道无执法权限。")
        self._later(0.05, 0.4, partial(self._blow, whistle, street, names, closed))

    def _blow(self, whistle: Whistle, street: Street, names: Sequence[str], closed: Callable[[], None]) -> None:
        whistle = whistle_blow(actor=street.actor, whistle=whistle, note="请到场联合处置。")
        self._later(0.1, 0.8, partial(self._assign, whistle, street, names, closed))

    def _assign(self, whistle: Whistle, street: Street, names: Sequence[str], closed: Callable[[], None]) -> None:
        called = [self.departments[name] for name in names]
        whistle = whistle_assign(actor=self.cast.office, whistle=whistle, departments=called)
        for response in self._responses(whistle):
            disputed = not response.lead and self.story.chance(DISPUTED)
            step = self._dispute if disputed else self._respond
            tardy = self.story.chance(TARDY)
            if tardy and self.terms.chance(0.5):
                self._soon(0.01, 0.05, partial(self._ask_hours, response))
            self._later(2 if tardy else 0.02, 4 if tardy else 0.3, partial(step, response, street, closed))

    def _dispute(self, response: WhistleResponse, street: Street, closed: Callable[[], None]) -> None:
        reason = self.story.rng.choice(words.DISPUTES)
        response = whistleresponse_dispute(actor=self._officer(response), response=response, reason=reason)
        self._later(0.2, 1, partial(self._rule, response, street, closed))

    def _rule(self, response: WhistleResponse, street: Street, closed: Callable[[], None]) -> None:
        if self.story.chance(0.5):
            whistleresponse_release(actor=self.cast.office, response=response, reason="同意退单，由牵头部门办理。")
            self._rate_all(response.whistle, street, closed)
            return
        response = whistleresponse_uphold(
            actor=self.cast.office, response=response, reason="职责清单已明确，维持分派。"
        )
        self._later(0.05, 0.3, partial(self._respond, response, street, closed))

    def _respond(self, response: WhistleResponse, street: Street, closed: Callable[[], None]) -> None:
        plan = self.story.rng.choice(words.PLANS)
        response = whistleresponse_respond(actor=self._officer(response), response=response, plan=plan)
        self._later(0.05, 0.4, partial(self._report, response))
        term = max((response.due_on - action_day()).days, 1)
        pace = self.story.rng.choices((self.story.rng.uniform(0.3, 0.9), self.story.rng.uniform(1.1, 1.6)), (88, 12))[0]
        if pace > 1:
            self._soon(term * 0.6, term * 0.7, partial(self._ask, response))
            self._soon(term * pace - 0.6, term * pace - 0.4, partial(self._supervise, response))
        self._later(term * pace, term * pace + 0.4, partial(self._finish, response, street, closed))

    def _ask_hours(self, response: WhistleResponse) -> None:
        """More hours to report in, where nobody can be sent at once."""
        response.refresh_from_db()
        if response.status == WhistleResponse.Status.PENDING and now() <= response.respond_by:
            response = whistleresponse_ask(
                actor=self._officer(response), response=response, hours=16, reason="执法力量已派往其他点位。"
            )
            self._soon(0.02, 0.1, partial(self._decide, response))

    def _ask(self, response: WhistleResponse) -> None:
        """More time where the work will take longer than was given, as long as there is time to ask."""
        response.refresh_from_db()
        if response.status != WhistleResponse.Status.RESPONDED or action_day() > response.due_on:
            return
        later = response.due_on + timedelta(days=5)
        response = whistleresponse_ask(
            actor=self._officer(response), response=response, due_on=later, reason=self.terms.rng.choice(words.LATER)
        )
        self._soon(0.1, 0.6, partial(self._decide, response))

    def _decide(self, response: WhistleResponse) -> None:
        response.refresh_from_db()
        if not response.is_asking:
            return
        if self.terms.chance(REFUSED):
            whistleresponse_refuse(actor=self.cast.office, response=response, reason="事项不宜再拖，请按原期限办结。")
        else:
            whistleresponse_approve(actor=self.cast.office, response=response, note="请抓紧办理，按期报告进展。")

    def _supervise(self, response: WhistleResponse) -> None:
        response.refresh_from_db()
        if response.status == WhistleResponse.Status.RESPONDED and action_day() > response.due_on:
            whistleresponse_supervise(actor=self.cast.office, response=response)

    def _report(self, response: WhistleResponse) -> None:
        if response.status == WhistleResponse.Status.RESPONDED:
            text = self.story.rng.choice(words.SITE)
            files = [self.story.rng.choice(self.files)]
            whistleresponse_report(
                actor=self._officer(response), response=response, text=text, progress=50, evidence=files
            )

    def _finish(self, response: WhistleResponse, street: Street, closed: Callable[[], None]) -> None:
        response = whistleresponse_finish(
            actor=self._officer(response),
            response=response,
            measures=self.story.rng.choice(words.MEASURES),
            result=self.story.rng.choices(("solved", "partly", "unsolved"), (82, 13, 5))[0],
            evidence=[self.story.rng.choice(self.files)],
        )
        if self.story.chance(RETURNED):
            self._later(0.3, 1, partial(self._return, response, street, closed))
        else:
            self._rate_all(response.whistle, street, closed)

    def _return(self, response: WhistleResponse, street: Street, closed: Callable[[], None]) -> None:
        if response.status != WhistleResponse.Status.FINISHED:
            return
        reason = self.story.rng.choice(words.RETURNED)
        response = whistleresponse_return(actor=street.actor, response=response, reason=reason)
        self._later(1, 2, partial(self._finish, response, street, closed))

    def _rate_all(self, whistle: Whistle, street: Street, closed: Callable[[], None]) -> None:
        """The street rates when the last department is done."""
        if whistle.status == Whistle.Status.FINISHED:
            self._later(1.5, 4, partial(self._rate, whistle, street, closed))

    def _rate(self, whistle: Whistle, street: Street, closed: Callable[[], None]) -> None:
        if whistle.status != Whistle.Status.FINISHED:
            return
        rng = self.story.rng
        for response in self._responses(whistle):
            if response.status != WhistleResponse.Status.FINISHED:
                continue
            prompt = response.responded_at is not None and response.responded_at <= response.respond_by
            marks = {
                "response_score": rng.randrange(88, 101) if prompt else rng.randrange(50, 75),
                "solution_score": rng.randrange(85, 100) if response.result == "solved" else rng.randrange(60, 80),
                "satisfaction_score": rng.randrange(80, 100),
            }
            comment = rng.choice(words.COMMENTS) if min(marks.values()) >= 60 else words.LOW
            whistleresponse_rate(actor=street.actor, response=response, **marks, comment=comment)
        closed()

    def _officer(self, response: WhistleResponse) -> Actor:
        return self.cast.officers[response.department_id]

    def _responses(self, whistle: Whistle) -> list[WhistleResponse]:
        rows = whistle.responses.select_related("whistle__organization", "whistle__raised_in")
        return list(rows.select_related("department__organization").order_by("pk"))

    def _soon(self, least: float, most: float, step: Callable[[], object]) -> None:
        self._after(self.terms, least, most, step)

    def _later(self, least: float, most: float, step: Callable[[], object]) -> None:
        self._after(self.story, least, most, step)

    def _after(self, story: Story, least: float, most: float, step: Callable[[], object]) -> None:
        def run() -> None:
            step()

        story.plan(story.later(now(), least, most), run)
