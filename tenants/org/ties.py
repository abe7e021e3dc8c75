"""What still binds a unit, a place or a department, told by the packages above that know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.permissions import Actor
from tenants.accounts.models import User
from tenants.org.models import Department, Organization, Post, ResidentUnit

# Answers with a phrase such as 「2 件未了结的认领」, or with nothing when there is nothing.
Tie = Callable[[ResidentUnit], str]
PlaceTie = Callable[[Organization], str]
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
_place_ends: list[PlacesEnd] = []


@dataclass(frozen=True, slots=True)
class Estate:
    """Open business of a place that another place can take over."""

    phrase: PlaceTie
    pass_on: Callable[[Actor, Organization, Organization], None]


_estates: list[Estate] = []


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


def ties_of_place(place: Organization) -> list[str]:
    """Everything that has to be settled before the place can be retired."""
    return [phrase for tie in _place_ties if (phrase := tie(place))]


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


def ends_with_places(end: PlacesEnd) -> PlacesEnd:
    """Register the function as one that ends what cannot outlast a place."""
    _place_ends.append(end)
    return end


def end_with_places(actor: Actor, places: Sequence[Organization], reason: str) -> None:
    """End what hangs on places that a division table retires; only inside an action that has checked its own right."""
    for end in _place_ends:
        end(actor, places, reason)


def leaves_estate(estate: Estate) -> None:
    """Register open business that goes to the place that takes over."""
    _estates.append(estate)


def estate_of(place: Organization) -> list[str]:
    """The open business for which somebody has to take over before the place can be retired."""
    return [phrase for estate in _estates if (phrase := estate.phrase(place))]


def pass_on_estate(actor: Actor, place: Organization, successor: Organization) -> None:
    """Give all open business of a place to its successor; only inside an action that has checked its own right."""
    for estate in _estates:
        estate.pass_on(actor, place, successor)
