"""随机抽查: announce from what is to be drawn, then draw with a seed that did not exist before."""

import re
from collections.abc import Iterable

from core.errors import InvalidInput, WrongState
from core.events import action, now
from core.models import Event
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.actions.targets import enter
from linkage.inspections.drawing import Ball, digest_of_list, drawn, seed_from
from linkage.inspections.models import DrawMember, Inspection, InspectionDraw
from linkage.models import Agreement, AgreementParty
from tenants.org.models import Organization, ResidentUnit

ANNOUNCED = "inspection.announce"
MOST_MEMBERS = 5000
MOST_DRAWN = 1000
_NUMBER = re.compile(r"[0-9A-Za-z.\-]{1,40}")


@action
def inspection_announce(
    *,
    actor: Actor,
    inspection: Inspection,
    population: str,
    count: int,
    per_street: bool = False,
    below: Organization | None = None,
    unit_kind: str = "",
    public_source: str = "",
    version: int | None = None,
) -> Inspection:
    """Freeze the population and how many are drawn of it, in all or of each street; it cannot be changed any more.

    The hash of the event that this leaves will be the seed, so nobody can know the result now. ``public_source`` names
    a number that will be published elsewhere later (a lottery's, an exchange's closing index) and is to be part of the
    seed. ``below`` narrows the population to a place below the inspecting one, ``unit_kind`` to units of one kind.
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "announce")
    if InspectionDraw.objects.filter(inspection=fresh).exists():
        raise WrongState("抽取方案已经公布，不能更改；确需更改的，请取消本次督导检查后重新制定。", field="status")
    source = clean_text(public_source, "public_source", "公开随机数的来源", 120, required=False)
    place = below or fresh.organization
    if not place.path.startswith(fresh.organization.path):
        raise InvalidInput(f"“{place}”不在{fresh.organization}以下，请重新选择。", field="below")
    members = list(_members(population, place, unit_kind))
    _keep_size(members, population, count, per_street)
    members.sort(key=lambda member: member.code)
    draw = InspectionDraw.objects.create(
        inspection=fresh,
        population=population,
        below=place,
        unit_kind=unit_kind,
        per_street=per_street,
        count=count,
        size=len(members),
        population_sha256=digest_of_list(member.code for member in members),
        public_source=source,
        announced_at=now(),
        announcer_label=actor.label[:120],
    )
    for position, member in enumerate(members, start=1):
        member.draw, member.position = draw, position
    DrawMember.objects.bulk_create(members, batch_size=1000)
    told = {
        "population_sha256": draw.population_sha256,
        "size": draw.size,
        "count": count,
        "per_street": per_street,
        "algorithm": draw.algorithm,
        "public_source": source,
        "note": f"名单 {draw.size} 个，{'每个街道' if per_street else '共'}抽取 {count} 个",
    }
    return advance(fresh, "announce", actor=actor, locked=True, data=told)


@action
def inspection_draw(
    *, actor: Actor, inspection: Inspection, public_number: str = "", version: int | None = None
) -> Inspection:
    """Draw, once: the seed follows from the announcement and, where one was promised, the public number.

    Members that have left the register since are passed over; the next in the order comes up. What is drawn joins the
    list of targets.
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "draw")
    draw = InspectionDraw.objects.select_for_update().filter(inspection=fresh).first()
    if draw is None:
        raise WrongState("请先公布抽取方案，再抽取。", field="status")
    if draw.drawn_at is not None:
        raise WrongState("已经抽取过，不能重新抽取。", field="status")
    announced = announcement_of(fresh)
    if announced is None:
        raise WrongState("公布抽取方案的记录还没有写入，请稍后再抽取。", field="status")
    number = _public_number(public_number, draw)
    draw.event_hash, draw.public_number = announced.hash, number
    draw.seed, draw.drawn_at = seed_from(announced.hash, number), now()
    members = list(draw.members.select_related("organization", "unit__organization"))
    for member in members:
        member.passed_over = _gone(member)
    balls = [Ball(each.code, each.street_code, each.passed_over) for each in members]
    codes = set(drawn(draw.seed, balls, draw.count, per_street=draw.per_street))
    for member in members:
        member.chosen = member.code in codes
    DrawMember.objects.bulk_update(members, ["passed_over", "chosen"], batch_size=1000)
    draw.save()
    had = set(fresh.targets.values_list("organization_id", "unit_id"))
    # Two members may have been merged into one unit since.
    seats = {
        (place.pk, each.unit_id): (place, each.unit)
        for each in members
        if each.chosen and (place := each.unit.organization if each.unit else each.organization)
    }
    enter(fresh, [seat for key, seat in seats.items() if key not in had], drawn=True)
    told = {"seed": draw.seed, "codes": sorted(codes), "note": f"抽中 {len(codes)} 个"}
    return advance(fresh, "draw", actor=actor, locked=True, data=told)


def announcement_of(inspection: Inspection) -> Event | None:
    """The event of the district's chain out of whose hash the seed is made."""
    found: Event | None = Event.objects.for_subject(inspection).filter(verb=ANNOUNCED).last()
    return found


def _members(population: str, place: Organization, unit_kind: str) -> Iterable[DrawMember]:
    kinds = InspectionDraw.Population
    if population not in kinds.values:
        raise InvalidInput("请选择抽取范围：街道、社区或驻区单位。", field="population")
    if unit_kind and population != kinds.UNITS:
        raise InvalidInput("只有从驻区单位中抽取时才选择单位类型。", field="unit_kind")
    if unit_kind and unit_kind not in ResidentUnit.Kind.values:
        raise InvalidInput("没有这种单位类型，请重新选择。", field="unit_kind")
    levels = Organization.Level
    below = Organization.objects.filter(path__startswith=place.path)
    streets = {
        street.path: street
        for street in Organization.objects.filter(level=levels.SUBDISTRICT)
        if street.path.startswith(place.path) or place.path.startswith(street.path)
    }
    if population == kinds.UNITS:
        parties = AgreementParty.objects.filter(agreement__status__in=Agreement.RUNNING).exclude(unit=None)
        units = ResidentUnit.objects.filter(
            status=ResidentUnit.Status.ACTIVE, organization__path__startswith=place.path, pk__in=parties.values("unit")
        )
        if unit_kind:
            units = units.filter(kind=unit_kind)
        for unit in units.select_related("organization"):
            code = unit.credit_code or f"U{unit.pk}"
            yield _member(code, str(unit), unit.organization, unit, streets)
        return
    level = levels.SUBDISTRICT if population == kinds.STREETS else levels.COMMUNITY
    for found in below.filter(level=level, retired_on=None).exclude(pk=place.pk):
        yield _member(found.code, str(found), found, None, streets)


def _member(
    code: str, name: str, place: Organization, unit: ResidentUnit | None, streets: dict[str, Organization]
) -> DrawMember:
    street = next((row for path, row in streets.items() if place.path.startswith(path)), None)
    return DrawMember(
        code=code,
        name=name[:120],
        street_code=street.code if street else "",
        street_name=street.name if street else "",
        organization=place,
        unit=unit,
    )


def _keep_size(members: list[DrawMember], population: str, count: int, per_street: bool) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST_DRAWN:
        raise InvalidInput(f"抽取数量应为 1 到 {MOST_DRAWN} 之间的整数。", field="count")
    if per_street and population == InspectionDraw.Population.STREETS:
        raise InvalidInput("从街道中抽取时不能再按街道分层。", field="per_street")
    if len(members) > MOST_MEMBERS:
        raise InvalidInput(f"名单有 {len(members)} 个，最多 {MOST_MEMBERS} 个，请缩小范围。", field="population")
    if len(members) < count and not per_street:
        raise InvalidInput(f"名单里只有 {len(members)} 个，抽不出 {count} 个。", field="count")
    if not members:
        raise InvalidInput("这个范围里没有可以抽取的对象，请重新选择。", field="population")
    if per_street and count * len({member.street_code for member in members}) > MOST_DRAWN:
        raise InvalidInput(f"各街道合计最多抽取 {MOST_DRAWN} 个，请减少数量。", field="count")


def _public_number(text: str, draw: InspectionDraw) -> str:
    number = (text or "").strip()
    if not draw.public_source:
        if number:
            raise InvalidInput("公布方案时没有约定公开随机数，不能再加。", field="public_number")
        return ""
    if not _NUMBER.fullmatch(number):
        raise InvalidInput(
            f"请填写公布方案时约定的公开随机数（{draw.public_source}），只含数字、字母、点和横线。",
            field="public_number",
        )
    return number


def _gone(member: DrawMember) -> bool:
    if member.unit is not None:
        return member.unit.status != ResidentUnit.Status.ACTIVE
    return member.organization.retired_on is not None
