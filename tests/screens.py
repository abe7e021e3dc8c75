"""Screens of a desk and a phone, and what every page has to show on both."""

from pathlib import Path

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENSHOTS = Path(__file__).parent / "browser" / "screenshots"


def check(page, name: str, size: dict[str, int]) -> None:
    """No serious finding of axe, nothing wider than the screen, nothing wrong in the console; and a picture."""
    from axe_playwright_python.sync_playwright import Axe

    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}-{size['width']}.png")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == [], name
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name
    assert page.faults == [], name
