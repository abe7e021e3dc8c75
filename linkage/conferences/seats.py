"""For which seats somebody speaks.

A seat with a named person is that person's alone, as long as a post gives a right at the place or unit of the seat:
a 兼职委员 who has lost the post has lost the seat's rights as well (S0-4). A seat without a name belongs to the office:
whoever holds the right at exactly that place, unit or department speaks for it, nobody at a higher place. With the last
day of its term a seat has lost its rights until the term is extended.

Who is asked to a meeting and who counts for its quorum is decided by the same rule: a seat for which nobody can speak
would stand in the way of all others.
"""

from collections.abc import Iterable

from django.db.models import Q

from core.errors import NotAllowed
from core.events import action_day
from core.permissions import Actor, Perm
from core.visibility import NOTHING, held
from linkage.conferences.models import Body, Seat
from tenants.org.actors import actors_of


def held_now(prefix: str = "") -> Q:
    """Seats that were not given up and whose term is not over; ``prefix`` leads to the seat through a relation."""
    in_term = Q(**{f"{prefix}term_ends_on": None}) | Q(**{f"{prefix}term_ends_on__gte": action_day()})
    return Q(**{f"{prefix}ended_on": None}) & in_term


def with_rights(seats: Iterable[Seat]) -> list[Seat]:
    """Those of the seats that have rights today, in one statement: of a named person only while that one is in office.

    Each seat comes with its organization.
    """
    held = [seat for seat in seats if _is_held_now(seat)]
    actors = actors_of((seat.user_id for seat in held if seat.user_id is not None), action_day())
    return [seat for seat in held if seat.user_id is None or _speaks(actors.get(seat.user_id), seat)]


def _is_held_now(seat: Seat) -> bool:
    return seat.ended_on is None and (seat.term_ends_on is None or seat.term_ends_on >= action_day())


def _speaks(actor: Actor | None, seat: Seat) -> bool:
    return actor is not None and speaks_for(actor, seat)


def seats_of(actor: Actor, permission: Perm = Perm.CONFERENCE_ATTEND, prefix: str = "") -> Q:
    """Seats held now for which the actor speaks; ``prefix`` leads to the seat through a relation.

    A named person needs a right to attend whatever is asked; of an office the very ``permission``.
    """
    if actor.is_system:
        return held_now(prefix)
    named = NOTHING
    if actor.id is not None:
        may = Perm.VIEW if permission is Perm.VIEW else Perm.CONFERENCE_ATTEND
        in_office = held(actor, may, prefix) | Q(**{f"{prefix}department_id__in": actor.department_ids(may)})
        named = Q(**{f"{prefix}user_id": actor.id}) & in_office
    units = Q(**{f"{prefix}unit_id__in": actor.unit_ids(permission)})
    units |= Q(**{f"{prefix}department_id__in": actor.department_ids(permission)})
    of_place = {f"{prefix}unit": None, f"{prefix}department": None}
    places = Q(**of_place, **{f"{prefix}organization__path__in": actor.own_paths(permission)})
    office = Q(**{f"{prefix}user": None}) & (units | places)
    return (named | office) & held_now(prefix)


def speaks_for(actor: Actor, seat: Seat, permission: Perm = Perm.CONFERENCE_ATTEND) -> bool:
    """Whether the actor speaks for this seat; the same rule as ``seats_of`` without a query."""
    if not _is_held_now(seat):
        return False
    if actor.is_system:
        return True
    if seat.user_id is not None:
        return seat.user_id == actor.id and actor.can(Perm.CONFERENCE_ATTEND, seat.place)
    if seat.unit_id is not None:
        return seat.unit_id in actor.unit_ids(permission)
    if seat.department_id is not None:
        return seat.department_id in actor.department_ids(permission)
    return seat.organization.path in actor.own_paths(permission)


def require_seat(actor: Actor, seat: Seat, permission: Perm = Perm.CONFERENCE_ATTEND) -> None:
    """Guarantee that the actor speaks for the seat, or raise ``NotAllowed``."""
    if not speaks_for(actor, seat, permission):
        raise NotAllowed(f"您不代表“{seat}”，不能办理；请由该成员本人或其单位有权限的人员办理。")


def own_seat(actor: Actor, body: Body, permission: Perm = Perm.CONFERENCE_ATTEND) -> Seat | None:
    """The first seat in the body for which the actor speaks."""
    found: Seat | None = (
        Seat.objects.filter(seats_of(actor, permission), body=body)
        .select_related("organization", "unit", "department")
        .order_by("id")
        .first()
    )
    return found
