"""What still binds a unit, a place or a department, told by the packages above that know."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from core.errors import InvalidInput
from core.events import record
from core.permissions import Actor
from core.visibility import any_of
from tenants.accounts.models import User
from tenants.org.models import Department, Organization, Post, ResidentUnit

# Anything with a name that lies at a place.
N = TypeVar("N", bound=Any)

# Answers with a phrase such as 「2 件未了结的认领」, or with nothing when there is nothing.
Tie = Callable[[ResidentUnit], str]
# Answers for all places at once, by their keys, with phrases for those of which there is something to say.
PlaceTie = Callable[[Sequence[Organization]], Mapping[int, str]]
# What lies at a place: the model, the key of the row, the key of the place.
Lying = tuple[type[Any], int, int]
# Hears that somebody has left a unit for good.
LeavingHeard = Callable[[Actor, User, ResidentUnit], None]
# Hears that these posts, or whoever holds them, are called by another name from now on.
NamingHeard = Callable[[Actor, Sequence[Post]], None]
DepartmentTie = Callable[[Department], str]
# Answers with what speaks against merging the first unit into the second, as a phrase, or with nothing.
Hindrance = Callable[[ResidentUnit, ResidentUnit], str]
# Lets the open business of a unit go along to the place in which the unit lies now.
Follower = Callable[[Actor, ResidentUnit], None]
# Lets the open business of an outpost go along to the street in which it lies now.
DepartmentFollower = Callable[[Department], None]

# Ends what hangs on places that are no more.
PlacesEnd = Callable[[Actor, Sequence[Organization], str], None]

_ties: list[Tie] = []
_place_ties: list[PlaceTie] = []
_department_ties: list[DepartmentTie] = []
_hindrances: list[Hindrance] = []
_followers: list[Follower] = []
_department_followers: list[DepartmentFollower] = []
_leavings: list[LeavingHeard] = []
_namings: list[NamingHeard] = []


@dataclass(frozen=True, slots=True)
class Estate:
    """Open business of a place that another place can take over."""

    phrase: PlaceTie
    pass_on: Callable[[Actor, Organization, Organization], None]


@dataclass(frozen=True, slots=True)
class Ending:
    """What holds a single place back from being retired, and ends with places that a division table retires."""

    phrase: PlaceTie
    end: PlacesEnd


_estates: list[Estate] = []
_endings: list[Ending] = []


def lying_at(places: Sequence[Organization], rows: QuerySet[Any], *fields: str) -> set[Lying]:
    """Which of the rows lie at which of the places, in one statement; ``fields`` lead from a row to its places."""
    names = fields or ("organization",)
    keys = {place.pk for place in places}
    mine = rows.filter(any_of(*(Q(**{f"{name}__in": keys}) for name in names))).order_by()
    return {
        (rows.model, row, place) for row, *there in mine.values_list("pk", *names) for place in there if place in keys
    }


def worded(words: str, lying: Iterable[Lying]) -> dict[int, str]:
    """The phrase for each place, with the number of rows where ``words`` leaves room for it."""
    return {place: words.format(count) for place, count in Counter(place for _, _, place in lying).items()}


def _phrases(ties: Iterable[PlaceTie], places: Sequence[Organization]) -> defaultdict[int, list[str]]:
    told: defaultdict[int, list[str]] = defaultdict(list)
    for tie in ties if places else ():
        for place, phrase in tie(places).items():
            told[place].append(phrase)
    return told


def ties_unit(tie: Tie) -> Tie:
    """Register the function as one that may hold a unit back from leaving."""
    _ties.append(tie)
    return tie


def ties_of(unit: ResidentUnit) -> list[str]:
    """Everything that has to be settled before the unit can leave."""
    return [phrase for tie in _ties if (phrase := tie(unit))]


def ties_place(tie: PlaceTie) -> PlaceTie:
    """Register the function as one that may hold a place back from being retired, whoever takes over."""
    _place_ties.append(tie)
    return tie


def ties_of_places(places: Sequence[Organization]) -> Mapping[int, list[str]]:
    """For each place, by its key, everything that has to be settled before it can be retired."""
    return _phrases(_place_ties, places)


def ties_department(tie: DepartmentTie) -> DepartmentTie:
    """Register the function as one that may hold a department back from being retired."""
    _department_ties.append(tie)
    return tie


def ties_of_department(department: Department) -> list[str]:
    """Everything that has to be settled before the department can be retired."""
    return [phrase for tie in _department_ties if (phrase := tie(department))]


def hinders_merge(hindrance: Hindrance) -> Hindrance:
    """Register the function as one that may speak against merging two units."""
    _hindrances.append(hindrance)
    return hindrance


def hindrances_of(unit: ResidentUnit, into: ResidentUnit) -> list[str]:
    """Everything that has to be settled before the one can be merged into the other."""
    return [phrase for hindrance in _hindrances if (phrase := hindrance(unit, into))]


def follows_unit(follower: Follower) -> Follower:
    """Register the function as one that lets open business follow a unit to another place."""
    _followers.append(follower)
    return follower


def follow_unit(actor: Actor, unit: ResidentUnit) -> None:
    """Let all open business go where the unit lies now; settled business stays where it was done.

    Only inside an action that has checked its own right.
    """
    for follower in _followers:
        follower(actor, unit)


def follows_department(follower: DepartmentFollower) -> DepartmentFollower:
    """Register the function as one that lets open business follow an outpost to another street."""
    _department_followers.append(follower)
    return follower


def follow_department(department: Department) -> None:
    """Let all open business go where the outpost lies now; only inside an action that has checked its own right."""
    for follower in _department_followers:
        follower(department)


def hears_of_leaving(heard: LeavingHeard) -> LeavingHeard:
    """Register the function as one that hears when somebody holds no post at a unit any more."""
    _leavings.append(heard)
    return heard


def tell_of_leaving(actor: Actor, user: User, unit: ResidentUnit) -> None:
    """Let all packages do what follows; only inside an action that has checked its own right."""
    for heard in _leavings:
        heard(actor, user, unit)


def hears_of_naming(heard: NamingHeard) -> NamingHeard:
    """Register the function as one that hears when a post's title or its holder's name was corrected."""
    _namings.append(heard)
    return heard


def tell_of_naming(actor: Actor, posts: Sequence[Post]) -> None:
    """Let all packages follow; only inside an action that has checked its own right."""
    for heard in _namings:
        heard(actor, posts)


def ends_with_places(ending: Ending) -> None:
    """Register what cannot outlast a place."""
    _endings.append(ending)


def endings_of_places(places: Sequence[Organization]) -> Mapping[int, list[str]]:
    """For each place, by its key, what a division table ends with it, and what else has to be settled first."""
    return _phrases((ending.phrase for ending in _endings), places)


def end_with_places(actor: Actor, places: Sequence[Organization], reason: str) -> None:
    """End what hangs on places that a division table retires; only inside an action that has checked its own right."""
    for ending in _endings:
        ending.end(actor, places, reason)


def leaves_estate(estate: Estate) -> None:
    """Register open business that goes to the place that takes over."""
    _estates.append(estate)


def estates_of_places(places: Sequence[Organization]) -> Mapping[int, list[str]]:
    """For each place, by its key, the open business for which somebody has to take over before it can be retired."""
    return _phrases((estate.phrase for estate in _estates), places)


def hand_over(actor: Actor, row: Any, place: Organization, successor: Organization, verb: str, **data: Any) -> None:
    """Give one row of a place to its successor, with an event; only inside an action that has checked its own right."""
    row.organization = successor
    row.version += 1
    row.save(update_fields=["organization", "version"])
    record(verb, actor=actor, subject=row, data={**data, "note": f"{place} → {successor}"})


def untaken(rows: QuerySet[N], place: Organization, successor: Organization, taken: str) -> Iterator[N]:
    """The rows at a place, locked; ``InvalidInput`` for one whose name another has at the successor.

    ``taken`` says so, with room for the successor and the name.
    """
    names = set(rows.filter(organization=successor).values_list("name", flat=True))
    for row in rows.filter(organization=place).select_for_update(of=("self",)).order_by("pk"):
        if row.name in names:
            raise InvalidInput(taken.format(successor, row), field="successor")
        yield row


def pass_on_estate(actor: Actor, place: Organization, successor: Organization) -> None:
    """Give all open business of a place to its successor; only inside an action that has checked its own right."""
    for estate in _estates:
        estate.pass_on(actor, place, successor)
