"""签约率: how many of the registered units are under agreement, by place, by kind, and at the end of each quarter.

Today's numbers follow from the status of the agreements; those of a past quarter from the days on which agreements were
signed and ended, and on which units were entered into the register and left it. Everything that shows these numbers
asks here: the page, its export, the interface, and the summary.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from core.events import action_day
from core.models import Event
from core.periods import SHANGHAI, Quarter
from core.permissions import Actor, Perm
from linkage.models import Agreement, AgreementParty, AgreementRules
from linkage.models.rules import USUAL_TARGET
from tenants.org.models import Organization, ResidentUnit

# Quarters that a trend shows, the running one included.
QUARTERS = 5


@dataclass(frozen=True, slots=True)
class Share:
    """So many units, of which so many are under agreement."""

    units: int
    signed: int

    @property
    def ratio(self) -> Decimal | None:
        """0 to 1 in thousandths; None where there is no unit."""
        return (Decimal(self.signed) / self.units).quantize(Decimal("0.001")) if self.units else None

    @property
    def unsigned(self) -> int:
        return self.units - self.signed


@dataclass(frozen=True, slots=True)
class Coverage:
    """The register of one place: all of it, its parts, its kinds of units, and its quarters, the oldest first."""

    place: Organization
    target: Decimal
    whole: Share
    parts: list[tuple[Organization, Share]]
    kinds: list[tuple[str, str, Share]]
    quarters: list[tuple[Quarter, Share]]

    @property
    def missing(self) -> int:
        """How many more units have to sign for the target."""
        wanted = (self.target * self.whole.units).to_integral_value(ROUND_CEILING)
        return max(int(wanted) - self.whole.signed, 0)


@dataclass(slots=True)
class _Unit:
    path: str
    kind: str
    active: bool
    since: date | None
    until: date | None
    # From which day until before which day an agreement held, and whether it holds now.
    terms: list[tuple[date, date | None, bool]]

    def listed_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.active or (self.until or date.min) > day)

    def signed_on(self, day: date) -> bool:
        return any(first <= day and (last is None or last > day) for first, last, _ in self.terms)

    @property
    def signed(self) -> bool:
        return any(now for _, _, now in self.terms)


def may_read_coverage(actor: Actor, path: str) -> bool:
    """Whether the register of a place may be opened: one's own places and those below."""
    return actor.is_system or any(path.startswith(own) for own in actor.paths(Perm.VIEW))


def read_coverage(place: Organization) -> Coverage:
    """The numbers of a place, in two statements however many units there are. The caller has checked who asks."""
    units, target = _read(place)
    parts = list(Organization.objects.in_use().filter(path__startswith=place.path, depth=place.depth + 1))
    active = [unit for unit in units if unit.active]
    labels = dict(ResidentUnit.Kind.choices)
    by_kind = {kind: [unit for unit in active if unit.kind == kind] for kind in labels}
    day, current = action_day(), Quarter.of(action_day())
    past = [current]
    while len(past) < QUARTERS:
        past.insert(0, past[0].previous)
    quarters = [(quarter, _on(units, _last_day(quarter))) for quarter in past[:-1]]
    return Coverage(
        place=place,
        target=target,
        whole=_now(active),
        parts=[(part, _now(_below(active, part.path))) for part in parts],
        kinds=[(kind, str(labels[kind]), _now(found)) for kind, found in by_kind.items() if found],
        quarters=[*quarters, (Quarter.of(day), _now(active))],
    )


@dataclass(frozen=True, slots=True)
class Level:
    """The share of a place at the end of a quarter, or now in the running one, and a quarter before."""

    target: Decimal
    share: Share
    before: Share

    @property
    def change(self) -> Decimal | None:
        """In points of the ratio."""
        now, then = self.share.ratio, self.before.ratio
        return None if now is None or then is None else now - then


def read_level(place: Organization, quarter: Quarter) -> Level:
    """The share of one place in a quarter, in one statement: the same numbers as ``read_coverage``."""
    units, target = _read(place)
    running = quarter == Quarter.of(action_day())
    share = _now([unit for unit in units if unit.active]) if running else _on(units, _last_day(quarter))
    return Level(target, share, _on(units, _last_day(quarter.previous)))


def _read(place: Organization) -> tuple[list[_Unit], Decimal]:
    """The units at and below a place, and the district's target."""

    def moment(verb: str, order: str) -> Subquery:
        events = Event.objects.filter(subject_type="org.residentunit", subject_id=OuterRef("pk"), verb=verb)
        return Subquery(events.order_by(order).values("at")[:1])

    rows = ResidentUnit.objects.filter(organization__path__startswith=place.path).annotate(
        since=moment("unit.register", "id"), until=moment("unit.retire", "-id")
    )
    signed = AgreementParty.objects.filter(unit=OuterRef("pk"), agreement__signed_at__isnull=False)
    signed = signed.exclude(agreement__kind=Agreement.Kind.SUPPLEMENT)
    term = JSONObject(at="agreement__signed_at", ended="agreement__ended_on", status="agreement__status")
    target = Subquery(AgreementRules.objects.filter(pk=1).values("target_share")[:1])
    told = list(
        rows.annotate(terms=ArraySubquery(signed.values_list(term)), target=target).values_list(
            "organization__path", "kind", "status", "since", "until", "terms", "target"
        )
    )
    units = [
        _Unit(
            path, kind, status == ResidentUnit.Status.ACTIVE, _day(since), _day(until), [_term(each) for each in terms]
        )
        for path, kind, status, since, until, terms, _ in told
    ]
    return units, told[0][-1] or USUAL_TARGET if told else AgreementRules.current().target_share


def _term(told: dict[str, str]) -> tuple[date, date | None, bool]:
    signed = datetime.fromisoformat(told["at"]).astimezone(SHANGHAI).date()
    ended = date.fromisoformat(told["ended"]) if told["ended"] else None
    return signed, ended, told["status"] in Agreement.RUNNING


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(SHANGHAI).date() if moment else None


def _last_day(quarter: Quarter) -> date:
    return quarter.end.date() - timedelta(days=1)


def _below(units: Iterable[_Unit], path: str) -> list[_Unit]:
    return [unit for unit in units if unit.path.startswith(path)]


def _count(units: Sequence[_Unit], signed: Callable[[_Unit], bool]) -> Share:
    return Share(len(units), sum(map(signed, units)))


def _now(units: Sequence[_Unit]) -> Share:
    return _count(units, lambda unit: unit.signed)


def _on(units: Iterable[_Unit], day: date) -> Share:
    return _count([unit for unit in units if unit.listed_on(day)], lambda unit: unit.signed_on(day))
