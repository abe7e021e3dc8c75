"""The pictures of the user guide, taken from a running ``make up``: ``make pictures``.

Signs in as each role of the demo district and writes docs/images/. Look at every picture before committing it.
``make pictures NAMES="board calendar"`` takes these alone.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from screens import DESK, PHONE

from local.demo.accounts import PASSWORD

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


@dataclass(frozen=True)
class Picture:
    """One page as one account sees it; ``click`` follows a link on it first."""

    name: str
    account: str
    path: str
    click: str = ""
    phone: bool = False


PICTURES = (
    Picture("summary", "leader", "/summary/"),
    Picture("summary-screen", "leader", "/summary/?mode=screen"),
    Picture("reports", "leader", "/reports/"),
    Picture("report", "leader", "/reports/", click="#list tbody tr:nth-child(2) a"),
    Picture("workbench", "jiangning.office", "/workbench/"),
    Picture("needs", "jiangning.office", "/needs/"),
    Picture("need", "jiangning.office", "/needs/?status=open", click="#list tbody a"),
    Picture("claims", "jiangning.office", "/claims/"),
    Picture("claim", "jiangning.office", "/claims/?status=closed", click="#list tbody a"),
    Picture("agreements", "jiangning.office", "/agreements/"),
    Picture("agreement", "jiangning.office", "/agreements/?status=active", click="#list tbody a"),
    Picture("coverage", "leader", "/agreements/coverage/"),
    Picture("units", "jiangning.office", "/units/"),
    Picture("clusters", "jiangning.office", "/clusters/"),
    Picture("facilities", "jiangning.office", "/facilities/"),
    Picture("consultations", "jiangning.office", "/consultations/"),
    Picture("bulletin", "jiangning.office", "/bulletins/", click="#list tbody a"),
    Picture("posts", "jiangning.office", "/posts/"),
    Picture("bodies", "leader", "/bodies/"),
    Picture("meeting", "jiangning.office", "/meetings/", click="#list tbody a"),
    Picture("proposals", "jiangning.office", "/proposals/"),
    Picture("responsibilities", "jiangning.office", "/responsibilities/"),
    Picture("admission", "leader", "/admissions/", click="#list tbody a"),
    Picture("board", "jiangning.office", "/assignments/board/"),
    Picture("calendar", "jiangning.office", "/calendar/"),
    Picture("rectification", "jiangning.office", "/rectifications/", click="#list tbody a"),
    Picture("ladder", "jiangning.office", "/supervisions/ladder/"),
    Picture("inspection", "leader", "/inspections/", click="#list tbody a"),
    Picture("contactpoints", "jiangning.office", "/contactpoints/"),
    Picture("appeals", "jiangning.office", "/appeals/"),
    Picture("whistle", "jiangning.office", "/whistles/", click="#list tbody a"),
    Picture("campaign", "leader", "/campaigns/", click="#list tbody a"),
    Picture("secretaryprojects", "leader", "/secretaryprojects/"),
    Picture("datacall", "leader", "/datacalls/", click="#list tbody a"),
    Picture("materials", "jiangning.office", "/materials/"),
    Picture("need-new", "jiangning.community", "/needs/new/", phone=True),
    Picture("portal", "unit.liaison", "/portal/"),
    Picture("portal-phone", "unit.liaison", "/portal/", phone=True),
    Picture("people", "sysadmin", "/people/"),
    Picture("audit", "audit", "/audit/"),
)


def main(address: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    names = os.environ.get("NAMES", "").split()
    if unknown := set(names) - {picture.name for picture in PICTURES}:
        sys.exit(f"没有这些图片：{'、'.join(sorted(unknown))}")
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for account in dict.fromkeys(picture.account for picture in wanted):
            take(browser, address, [picture for picture in wanted if picture.account == account])
        browser.close()


def take(browser: Browser, address: str, pictures: list[Picture]) -> None:
    """All pictures of one account, on a desk and on a phone."""
    for phone in (False, True):
        wanted = [picture for picture in pictures if picture.phone is phone]
        if not wanted:
            continue
        size = PHONE if phone else DESK
        context = browser.new_context(base_url=address, viewport=size, locale="zh-CN", reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, wanted[0].account)
        for picture in wanted:
            page.goto(picture.path)
            if picture.click:
                page.locator(picture.click).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{picture.name}.png")
            print(picture.name, page.url)
        context.close()


def sign_in(page: Page, account: str) -> None:
    page.goto("/")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    main(os.environ.get("ADDRESS") or (sys.argv[1:] or ["http://jingan.localhost:8000"])[0])
