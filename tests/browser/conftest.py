"""A real Chromium in front of a real server with a district of its own.

Skipped aloud where no Chromium or no browser assets are installed. Pictures of every page at both sizes go to
``screenshots/``, which git ignores: look at them before calling a page done.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from socketserver import ThreadingMixIn
from unittest.mock import patch
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from cast import PASSWORD, Cast, build_cast
from database import SCHEMA, another
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client, override_settings
from django_tenants.utils import schema_context
from screens import DESK, PHONE

from core.periods import today
from resources.actions.listings import listing_create, listing_publish, listing_submit
from resources.models import Need


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Handler(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Requests are no news here."""

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            connections.close_all()


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """The browser: Debian's Chromium or the one of Playwright."""
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    if not (django_settings.NODE_MODULES / "@tabler" / "core").is_dir():
        pytest.skip("the browser assets are not installed: run make install")
    # Playwright keeps an event loop in this thread, and Django would refuse every query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no Chromium is installed")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass(frozen=True)
class Site:
    """The address of the district's pages, and who can sign in there."""

    address: str
    people: Cast

    @property
    def console(self) -> str:
        """The address of the platform's own console."""
        return self.address.replace(f"{SCHEMA}.", "")

    def session(self, who: str) -> dict[str, str]:
        """The cookie of somebody of the cast who has signed in; signing in at the page itself has a test of its own."""
        browser = Client(HTTP_HOST=f"{SCHEMA}.localhost")
        with schema_context(SCHEMA):
            browser.force_login(self.people.users[who], backend="django.contrib.auth.backends.ModelBackend")
        name = django_settings.SESSION_COOKIE_NAME
        return {"name": name, "value": browser.cookies[name].value}


@pytest.fixture(scope="module")
def site(request, django_db_setup, template_name: str, database_name: str, django_db_blocker) -> Iterator[Site]:
    """静安区 with its cast and a dozen needs, served with the sample pages; one database for all tests of a module.

    A module that needs other records says so in a function ``fill(cast)``.
    """
    name = f"{database_name}_browser"
    # No worker runs here, and calling for one that has no queue keeps a connection each time.
    calls = ("core.events.wake_worker", "tenants.waking.call_worker", "api.hooks.tasks.push")
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="sample_pages"), ExitStack() as idle:
        for call in calls:
            idle.enter_context(patch(call))
        idle.enter_context(another(name, database_name, template_name))
        people = _fill(getattr(request.module, "fill", _needs))
        with _serving() as port:
            yield Site(f"http://{SCHEMA}.localhost:{port}", people)


@contextmanager
def _serving() -> Iterator[int]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _fill(fill: Callable[[Cast], None]) -> Cast:
    with schema_context(SCHEMA):
        cast = build_cast()
        for user in cast.users.values():
            user.set_password(PASSWORD)
            user.save()
        fill(cast)
    return cast


def _needs(cast: Cast) -> None:
    for number in range(12):
        _need(cast, f"为独居老人送餐（第 {number + 1} 批）", number)
    _need(cast, "老旧楼道粉刷志愿者与小区公共空间微更新设计力量支持（含周末）", 12)
    Need.objects.filter(status="open").update(due_on=today() - timedelta(days=3))


def _need(cast: Cast, title: str, number: int) -> None:
    need = listing_create(
        actor=cast.actor("community_a"),
        kind=Need,
        owner=cast.community_a,
        title=title,
        category="goods",
        quantity=Decimal(1200),
        measure="份",
        due_on=today() + timedelta(days=5 + number),
        description="工作日 11:00 前送到社区活动室。",
    )
    if number % 3:
        need = listing_submit(actor=cast.actor("community_a"), listing=need)
    if number % 3 == 2:
        listing_publish(actor=cast.actor("street_a"), listing=need)


@pytest.fixture(scope="module")
def windows(chromium, site: Site) -> Iterator[Callable]:
    """``windows("street_a", PHONE)``: the browser of somebody on a screen, kept for the tests of a module.

    It loads styles and scripts once, which take longer than most pages.
    """
    kept = {}

    def of(who: str, size: dict[str, int], **options):
        key = (who, *size.values(), *sorted(options.items()))
        if key not in kept:
            kept[key] = chromium.new_context(
                viewport=size,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                has_touch=size is PHONE,
                base_url=site.address,
                **options,
            )
        return kept[key]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def visit(windows: Callable, site: Site) -> Iterator[Callable]:
    """``visit("/needs/", who="street_a", size=PHONE)``: a page in that person's browser, signed in, at that address.

    Whatever the pages of earlier tests left in this browser is gone: who was signed in, and drafts of forms.
    """
    used = []

    def go(address: str, *, who: str = "street_a", size: dict[str, int] = DESK, **options):
        context = windows(who, size, **options)
        page = context.new_page()
        if context not in used:
            used.append(context)
            _forget(page, site)
            if who:
                context.add_cookies([{"url": site.address, **site.session(who)}])
        page.set_default_timeout(20_000)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda line: _keep(page.faults, line))
        page.goto(address)
        return page

    yield go
    for page in [page for context in used for page in context.pages]:
        page.close()


def _forget(page, site: Site) -> None:
    page.context.clear_cookies()
    browser = page.context.new_cdp_session(page)
    for origin in (site.address, site.console):
        browser.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    browser.detach()


def _keep(faults: list[str], line) -> None:
    # Chromium reports every refusal of a form (422) as a console error; the pages show them by design.
    if line.type == "error" and "Failed to load resource" not in line.text:
        faults.append(line.text)
