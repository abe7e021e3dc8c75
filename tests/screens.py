"""Screens of a desk and a phone, and what every page has to show on both."""

from pathlib import Path

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENSHOTS = Path(__file__).parent / "browser" / "screenshots"
# Only what is found is brought back, and nothing is loaded ahead: that is for sound and film, which no page has.
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"], "preload": False}


def check(page, name: str) -> None:
    """No serious finding of axe, nothing wider than the screen, nothing wrong in the console; and a picture.

    So at the size that the page has, and then at the other of ``DESK`` and ``PHONE``, as if its window had been drawn
    to it. Afterwards the page has its own size again.
    """
    own = page.viewport_size
    _bring_axe(page)
    _look(page, name)
    page.set_viewport_size(DESK if own == PHONE else PHONE)
    _look(page, name)
    page.set_viewport_size(own)


def check_here(page, name: str) -> None:
    """The same at the size that the page has, for what there is on no other."""
    _bring_axe(page)
    _look(page, name)


def _bring_axe(page) -> None:
    """Have the script of axe in the page, where it stays until the next one is loaded."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)


def _look(page, name: str) -> None:
    width = page.viewport_size["width"]
    where = f"{name} at {width}"
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png")
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", AXE)
    serious = [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == [], where
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, where
    assert page.faults == [], where
