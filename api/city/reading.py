"""What a city client reads: the districts that agreed, page by page, and their reports, each in its own schema."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django_tenants.utils import schema_context

from api.deadline import refuse_late, until
from api.rows.pages import PageInfo, beyond, read_cursor, write_cursor
from assessment.issued import Issued, read_issued
from core.errors import InvalidInput, NotFound
from core.periods import Quarter
from tenants.models import CityClient, CityConsent

LARGEST_PAGE = 20
_ORDER = ("district__code",)


@dataclass(frozen=True, slots=True)
class DistrictPage:
    """Consents in force on one page, in the order of the districts' codes."""

    nodes: Sequence[CityConsent]
    more: bool
    continued: bool

    @property
    def page_info(self) -> PageInfo:
        ends = [write_cursor([consent.district.code]) for consent in self.nodes]
        return PageInfo(
            has_next_page=self.more,
            has_previous_page=self.continued,
            start_cursor=ends[0] if ends else None,
            end_cursor=ends[-1] if ends else None,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The report of one district that agreed."""

    consent: CityConsent
    issued: Issued


def districts_page(client: CityClient, *, first: int, after: str | None, code: str | None = None) -> DistrictPage:
    """One page of the districts that agreed, in one statement; ``NotFound`` for a ``code`` that is not one of them."""
    if not 1 <= first <= LARGEST_PAGE:
        raise InvalidInput(f"first 应在 1—{LARGEST_PAGE} 之间。", field="first")
    rows = _agreed(client)
    if code is not None:
        return DistrictPage([agreed_district(client, code)], False, False)
    if after is not None:
        rows = rows.filter(
            beyond(_ORDER, read_cursor(after, _ORDER, CityConsent, "after"), CityConsent, backward=False)
        )
    found = list(rows.order_by(*_ORDER)[: first + 1])
    return DistrictPage(found[:first], len(found) > first, after is not None)


def agreed_district(client: CityClient, code: str) -> CityConsent:
    """The district of this code, if it agreed: one that did not looks like one that is not there."""
    found = _agreed(client).filter(district__code=code).first() if code.isdecimal() else None
    if found is None:
        raise NotFound("没有这个区，或该区没有同意本应用读取；可读取的区见 districts。", field="district")
    return found


def read_reports(consents: Sequence[CityConsent], quarter: Quarter) -> list[Reading]:
    """The reports in force of these districts; a district that has issued none for the quarter is left out.

    ``TimedOut`` where that takes longer than one operation may.
    """
    found, late = [], until()
    for consent in consents:
        refuse_late(late)
        with schema_context(consent.district.schema_name):
            issued = read_issued(quarter)
        if issued is not None:
            found.append(Reading(consent, issued))
    return found


def _agreed(client: CityClient) -> QuerySet[CityConsent]:
    rows: QuerySet[CityConsent] = CityConsent.objects.in_force().filter(client=client)
    return rows
