"""Every page that the menu leads somebody to, with the first record and the form behind it, on a phone."""

import pytest
from cast import Cast
from fuzz.district import fill as fill_with_everything
from screens import PHONE, SCREENSHOTS

pytestmark = pytest.mark.browser

# Who sees most of each part first: a page that somebody has been to is not looked at again.
PEOPLE = ("office", "street_a", "community_a", "unit_a", "department", "outpost_a", "security", "system", "audit")
LINKS = "nav.side a[href^='/'], nav.tabs a[href^='/'], nav.buckets a[href^='/'], a[href$='/new/'], a[href$='/import/']"


def fill(cast: Cast) -> None:
    fill_with_everything(cast)


def places_of(page, chosen: str) -> list[str]:
    links = page.eval_on_selector_all(chosen, "found => found.map(each => each.getAttribute('href'))")
    return list(dict.fromkeys(link.split("?")[0] for link in links if "logout" not in link))


def unfit(page, address: str) -> str:
    """What is wrong with the page on this screen; empty if nothing is."""
    page.faults.clear()
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return f"{address}: {answer.status if answer else 'no answer'}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0 or page.faults:
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"unfit{address.replace('/', '-')}.png")
        return f"{address}: {wide} px too wide, {page.faults}"
    return ""


def test_whatever_the_menu_leads_to_fits_a_phone(visit):
    seen: set[str] = set()
    wrong: list[str] = []
    for who in PEOPLE:
        page = visit("/", who=who, size=PHONE)
        waiting = places_of(page, LINKS)
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            if fault := unfit(page, address):
                wrong.append(f"{who} {fault}")
                continue
            waiting += places_of(page, LINKS)
            waiting += places_of(page, "[data-open]")[:1]
    assert wrong == []
    assert len(seen) > 100
