"""阵地台账: enter what a community has, and look again."""

from datetime import date
from decimal import Decimal, InvalidOperation

from core.errors import InvalidInput, StaleVersion
from core.events import action, action_day, record
from core.permissions import Actor, Perm, require
from core.values import clean_text
from linkage.facilities.models import Facility, FacilityRules, Room
from linkage.facilities.standards import lacking
from tenants.org.models import Organization

LARGEST_AREA, MOST_BOOKS = Decimal(100_000), 1_000_000


@action
def facility_record(
    *,
    actor: Actor,
    organization: Organization,
    service_area: Decimal | int | str,
    outdoor_area: Decimal | int | str,
    books: int,
    rooms: list[str],
    address: str = "",
    note: str = "",
    checked_on: date | None = None,
    version: int | None = None,
) -> Facility:
    """Enter what a community has, or correct its entry; ``checked_on`` is the day of looking, today if not given.

    Areas are in square metres with at most one decimal, ``rooms`` are codes of ``Room``. Raises ``InvalidInput`` for a
    place that is no community in use, a size below zero or out of reach, an unknown room, or a day to come.
    """
    require(actor, Perm.FACILITY_EDIT, at=organization.place)
    _check_seat(organization)
    entry = Facility.objects.select_for_update(of=("self",)).filter(organization=organization).first()
    if version is not None and entry is not None and entry.version != version:
        raise StaleVersion("这条记录刚被其他人修改过，请刷新后核对再提交。", field="version")
    fresh = entry or Facility(organization=organization, version=0)
    fresh.organization = organization
    fresh.service_area = _clean_area(service_area, "service_area", "服务用房面积")
    fresh.outdoor_area = _clean_area(outdoor_area, "outdoor_area", "室外活动场地面积")
    fresh.books = _clean_books(books)
    fresh.rooms = _clean_rooms(rooms)
    fresh.address = clean_text(address, "address", "地址", 200, required=False)
    fresh.note = clean_text(note, "note", "说明", 500, required=False)
    fresh.checked_on = _clean_day(checked_on)
    fresh.version += 1
    fresh.save()
    missing = lacking(fresh, FacilityRules.current())
    told = f"未达标：{'、'.join(missing)}" if missing else "达标"
    record(
        "facility.record",
        actor=actor,
        subject=fresh,
        data={
            "service_area": fresh.service_area,
            "outdoor_area": fresh.outdoor_area,
            "books": fresh.books,
            "rooms": fresh.rooms,
            "lacking": missing,
            "note": told[:300],
        },
    )
    return fresh


def _check_seat(organization: Organization) -> None:
    if organization.level != Organization.Level.COMMUNITY:
        raise InvalidInput("阵地台账按社区登记，请选择社区。", field="organization")
    if organization.retired_on is not None:
        raise InvalidInput(f"“{organization}”已撤销，请选择在用的社区。", field="organization")


def _clean_area(value: Decimal | int | str, name: str, label: str) -> Decimal:
    try:
        area = Decimal(value)
        if not area.is_finite():
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidInput(f"{label}应为数字，例如 320.5。", field=name) from error
    if not 0 <= area <= LARGEST_AREA:
        raise InvalidInput(f"{label}应在 0 到 {LARGEST_AREA:,} ㎡ 之间，请核对。", field=name)
    if area != area.quantize(Decimal("0.1")):
        raise InvalidInput(f"{label}最多保留一位小数。", field=name)
    return area.quantize(Decimal("0.1"))


def _clean_books(books: int) -> int:
    if isinstance(books, bool) or not isinstance(books, int) or not 0 <= books <= MOST_BOOKS:
        raise InvalidInput(f"藏书应为 0 到 {MOST_BOOKS:,} 的整数。", field="books")
    return books


def _clean_rooms(rooms: list[str]) -> list[str]:
    """The rooms in their order, each once."""
    if unknown := [room for room in rooms if room not in Room.values]:
        raise InvalidInput(f"“{str(unknown[0])[:20]}”不是可以登记的功能室，请重新选择。", field="rooms")
    return [room.value for room in Room if room.value in rooms]


def _clean_day(day: date | None) -> date:
    if day is None:
        return action_day()
    if day > action_day():
        raise InvalidInput("核对日期不能晚于今天。", field="checked_on")
    return day
