"""Every address, asked for by everybody with whatever a query string can hold: designed answers, never a fault."""

from collections.abc import Iterator

import pytest
from cast import Cast
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from stories import agreement_in, claim_in

KEYS = ("1", "0", str(2**63), "9" * 30)
NAMES = ("x", "docx", "withdraw", "claims_closed")
NASTY = (
    "",
    "?place=999999999999999999999999&q=a",
    "?q=%00&page=-1&sort=%00&order=x&size=1e9",
    "?q=%F0%28%8C%28&page=99999999999999999999&size=-1&sort=-pk__password",
    "?unit=9999999999999999999999&need=99999999999999999999&resource=%2B1&status=zz&status=%00&verb=%00",
    "?active_to_after=9999-99-99&due_on_before=x&at_after=0001-01-01&at_before=9999-12-31&id=%C2%B2&mode=screen",
    "?export=xlsx&columns=zz&columns=%00&waits=zz&late=maybe&exclude=%D9%A1%D9%A2&address=%25&actor_label=%00",
    "?quarter=2999Q4",
)
PEOPLE = ("leader", "unit_a", "security", "audit")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for found in patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from addresses(found.url_patterns, route)
        elif "^" not in route and "(" not in route and "static" not in route:
            yield "/" + route


def filled(route: str) -> list[str]:
    """The address with keys and names of all kinds in its places."""
    if "<" not in route:
        return [route]
    made = []
    for key, name in zip(KEYS, NAMES, strict=True):
        text = route
        while "<" in text:
            start, end = text.index("<"), text.index(">")
            text = text[:start] + (key if "int:" in text[start:end] else name) + text[end + 1 :]
        made.append(text)
    return made


def asked(route: str, turn: int, who: int) -> Iterator[str]:
    """What one of the people asks at a route: the usual, and a part of the nonsense that changes with the turn.

    Each route meets every kind by somebody, and everybody meets each kind somewhere; all of it by all would be tens of
    thousands of pages.
    """
    first, *others = filled(route)
    kinds = NASTY[1:]
    # Who leads asks for half of it, everybody else for one kind more.
    mine = range(4) if who == 0 else [3 + who]
    yield first
    for part in mine:
        nasty = kinds[(turn + part) % len(kinds)]
        yield ([first, *others][(turn + part) % (1 + len(others))]) + nasty


ROUTES = sorted({route for route in addresses(get_resolver("config.urls").url_patterns) if "logout" not in route})


@pytest.mark.parametrize("name", PEOPLE)
def test_no_address_breaks(cast: Cast, name: str) -> None:
    claim_in(cast, "closed")
    agreement_in(cast, "active")
    http = Client(HTTP_HOST="jingan.localhost", raise_request_exception=False)
    http.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
    assert len(ROUTES) > 20
    broken = []
    for number, route in enumerate(ROUTES):
        for address in asked(route, number, PEOPLE.index(name)):
            status = http.get(address).status_code
            if status >= 500:
                broken.append((status, address))
    assert broken == []
