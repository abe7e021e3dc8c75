"""City clients: operators register them and ask the districts; what a client reads is put on record here."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django_tenants.utils import get_public_schema_name, schema_context

from core.errors import InvalidInput, NotFound, WrongState
from core.events import action, action_day, now, record
from core.periods import Quarter
from core.permissions import PLATFORM, Actor, ActorKind, Perm, require
from core.values import clean_text
from tenants.models import CityClient, CityConsent, CityToken, District

# Nobody agrees for longer than this: after it the client is registered anew and the districts are asked again.
LONGEST = timedelta(days=3 * 366)


@action
def cityclient_register(*, actor: Actor, name: str, purpose: str, expires_on: date) -> tuple[CityClient, str]:
    """Register a city client that may read until the end of ``expires_on``, and what districts agree to it.

    Returns the client and its secret, which is kept only as a hash: nobody can be shown it again. Raises
    ``InvalidInput`` for a name in use and for a last day that is past or more than three years ahead.
    """
    require(actor, Perm.DISTRICT_EDIT, at=PLATFORM)
    title = clean_text(name, "name", "名称", 60)
    aim = clean_text(purpose, "purpose", "用途", 200)
    day = action_day()
    if not day <= expires_on <= day + LONGEST:
        raise InvalidInput("有效期应在今天之后、三年之内，到期后重新登记并请各区再次同意。", field="expires_on")
    with schema_context(get_public_schema_name()):
        if CityClient.objects.filter(name=title, disabled_at=None).exists():
            raise InvalidInput(f"已有名为“{title}”的城市应用，请换一个名称，或先停用原来的。", field="name")
        secret = secrets.token_urlsafe(48)
        client = CityClient.objects.create(
            name=title,
            purpose=aim,
            client_id=f"city-{secrets.token_hex(12)}",
            secret_hash=make_password(secret),
            expires_on=expires_on,
            created_at=now(),
        )
        data = {"expires_on": expires_on, "note": f"{aim}，有效期至 {expires_on:%Y-%m-%d}"}
        record("cityclient.register", actor=actor, subject=client, data=data)
    return client, secret


@action
def cityclient_rotate(*, actor: Actor, client: CityClient) -> str:
    """Give a client a new secret and return it; the old one and all tokens end at once."""
    require(actor, Perm.DISTRICT_EDIT, at=client.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(client)
        secret = secrets.token_urlsafe(48)
        fresh.secret_hash = make_password(secret)
        fresh.save(update_fields=["secret_hash"])
        CityToken.objects.filter(client=fresh).delete()
        record("cityclient.rotate", actor=actor, subject=fresh)
    return secret


@action
def cityclient_disable(*, actor: Actor, client: CityClient, reason: str) -> CityClient:
    """Shut a client out for good: its tokens end at once."""
    require(actor, Perm.DISTRICT_EDIT, at=client.place)
    text = clean_text(reason, "reason", "停用原因", 500)
    with schema_context(get_public_schema_name()):
        fresh = _lock(client, even_expired=True)
        fresh.disabled_at = now()
        fresh.save(update_fields=["disabled_at"])
        CityToken.objects.filter(client=fresh).delete()
        record("cityclient.disable", actor=actor, subject=fresh, data={"reason": text})
    return fresh


@action
def cityclient_ask(*, actor: Actor, client: CityClient, districts: Sequence[District]) -> list[CityConsent]:
    """Ask districts to let the client read; each finds the question in its own pages and in its own log.

    Asking decides nothing. Raises ``InvalidInput`` for none, for a district that is closed and for one that has been
    asked: it has answered or will, and may change its answer at any time.
    """
    require(actor, Perm.DISTRICT_EDIT, at=client.place)
    with schema_context(get_public_schema_name()):
        fresh = _lock(client)
        asked = _fit_to_ask(fresh, districts)
        rows = [CityConsent.objects.create(client=fresh, district=district, asked_at=now()) for district in asked]
        names = [district.name for district in asked]
        record("cityclient.ask", actor=actor, subject=fresh, data={"districts": names, "note": "、".join(names)})
    # The district's log names the operator, who is nobody's account there.
    hand = Actor(ActorKind.SYSTEM, None, actor.label)
    for row in rows:
        with schema_context(row.district.schema_name):
            record("city_consent.ask", actor=hand, subject=row, data={"note": fresh.purpose})
    return rows


@action
def cityclient_read(
    *, actor: Actor, client: CityClient, quarter: Quarter, districts: Sequence[District], what: str
) -> None:
    """Put on record that the client was given the reports of these districts; ``what`` is figures or the document.

    One event for one answer, however many districts stand in it. Each district sees when it was last read.
    """
    require(actor, Perm.CITY_READ, at=client.place)
    with schema_context(get_public_schema_name()):
        CityConsent.objects.filter(client=client, district__in=districts).update(read_at=now())
        names = "、".join(district.name for district in districts)
        data = {
            "quarter": str(quarter),
            "districts": [district.code for district in districts],
            "note": f"{quarter.label}{what}：{names}",
        }
        record("cityclient.read", actor=actor, subject=client, data=data)


def _fit_to_ask(client: CityClient, districts: Sequence[District]) -> list[District]:
    keys = {district.pk for district in districts}
    found = list(District.objects.filter(pk__in=keys, is_template=False, closed_at=None).order_by("code"))
    if not keys:
        raise InvalidInput("请至少选择一个区。", field="districts")
    if len(found) < len(keys):
        raise InvalidInput("所选的区中有已停用的，请刷新后重新选择。", field="districts")
    taken = CityConsent.objects.filter(client=client, district__in=keys).values_list("district__name", flat=True)
    if taken:
        names = "、".join(taken)
        raise InvalidInput(f"已经请求过{names}，由该区自行答复，不用再次请求。", field="districts")
    return found


def _lock(client: CityClient, *, even_expired: bool = False) -> CityClient:
    fresh: CityClient | None = CityClient.objects.select_for_update().filter(pk=client.pk).first()
    if fresh is None:
        raise NotFound
    if fresh.disabled_at is not None:
        raise WrongState("该城市应用已停用，请重新登记。", field="disabled_at")
    if fresh.is_expired and not even_expired:
        raise WrongState("该城市应用已过有效期，请重新登记，并请各区再次同意。", field="expires_on")
    return fresh
