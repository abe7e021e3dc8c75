"""The example of a wall screen: its page shows what the interface says, and where it is refused what it last knew."""

import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from importlib import util
from types import ModuleType
from typing import Any

import pytest
from screens import DESK

from api.docs.pages import EXAMPLES

pytestmark = pytest.mark.browser
MINUTE = 61_000


class Street:
    """The street's client as the screen's server asks it; ``refuses`` is raised instead of an answer."""

    def __init__(self) -> None:
        self.closed = "7"
        self.open_needs = 3
        self.refuses: Exception | None = None
        self.asked = 0

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        self.asked += 1
        if self.refuses is not None:
            raise self.refuses
        return {"needs": {"totalCount": self.open_needs}}

    def summary(self, select: str) -> dict[str, Any]:
        def figures(closed: str | None) -> list[dict[str, Any]]:
            told = (("CLAIMS_CLOSED", "办结认领", "件", closed), ("SCORE", "综合得分", "分", None))
            more = (("NEED_COMPLETION_RATE", "需求办结率", "%", "66.666"),)
            return [
                {"indicator": code, "name": name, "unit": unit, "value": value, "change": "2", "target": None}
                for code, name, unit, value in (*told, *more)
            ]

        parts = [
            {"name": "新安居委会", "standing": "MET", "figures": figures("4")},
            {"name": "<b>海防</b>居委会", "standing": "BEHIND", "figures": figures(None)},
        ]
        return {
            "quarter": "2026Q3",
            "place": {"name": "江宁路街道", "standing": "PARTLY", "figures": figures(self.closed)},
            "parts": parts,
        }


@pytest.fixture
def street() -> Street:
    return Street()


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    found = util.spec_from_file_location("wall_screen", EXAMPLES / "screen" / "screen.py")
    assert found is not None
    assert found.loader is not None
    made = util.module_from_spec(found)
    found.loader.exec_module(made)
    # Each question of the page is one to the interface.
    monkeypatch.setattr(made, "SECONDS", -1)
    yield made
    for name in [each for each in sys.modules if each.partition(".")[0] == "liandong"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.fixture
def server(program: ModuleType, street: Street) -> Iterator[ThreadingHTTPServer]:
    handler = type("Handler", (program.Handler,), {"board": program.Board(street)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def page(chromium: Any, server: ThreadingHTTPServer) -> Iterator[Any]:
    """The page with a clock of its own, on which a minute passes at once."""
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    shown = context.new_page()
    shown.faults = []
    shown.on("pageerror", lambda error: shown.faults.append(str(error)))
    shown.clock.install()
    with shown.expect_response("**/data"):
        shown.goto(f"http://127.0.0.1:{server.server_port}/")
    yield shown
    assert shown.faults == []
    context.close()


def a_minute_later(page: Any) -> None:
    with page.expect_response("**/data"):
        page.clock.fast_forward(MINUTE)


def state(page: Any, contains: str) -> str:
    page.wait_for_function(
        "text => document.getElementById('state').textContent.includes(text)", arg=contains, polling=50
    )
    return str(page.locator("#state").inner_text())


def test_it_shows_the_figures_and_follows_them(page: Any, street: Street) -> None:
    state(page, "可认领需求 3 件")
    assert page.locator("h1").inner_text() == "江宁路街道 2026Q3"
    cards = page.locator(".card").all_inner_texts()
    # In the order of the screen, rounded for the eye, and a dash where nothing is known.
    assert cards == [
        "7\n办结认领（件），较上季度 +2",
        "66.67\n需求办结率（%），较上季度 +2",
        "—\n综合得分（分），较上季度 +2",
    ]
    rows = [each.split("\t") for each in page.locator("tbody tr").all_inner_texts()]
    assert rows == [["新安居委会", "4", "66.67", "—", "全部达标"], ["<b>海防</b>居委会", "—", "66.67", "—", "多项落后"]]
    street.closed, street.open_needs = "8", 5
    a_minute_later(page)
    state(page, "可认领需求 5 件")
    assert page.locator(".card b").first.inner_text() == "8"
    assert street.asked == 2


@pytest.mark.parametrize("kind", ["refused", "out of reach"])
def test_where_the_interface_refuses_it_keeps_what_it_knew(
    page: Any, street: Street, program: ModuleType, kind: str
) -> None:
    state(page, "可认领需求 3 件")
    words = "应用不能从这里调用。" if kind == "refused" else "连接中断"
    street.refuses = program.Refused([{"message": words}]) if kind == "refused" else OSError(words)
    a_minute_later(page)
    assert state(page, "暂时读不到新数据") == f"暂时读不到新数据：{words}"
    assert page.locator(".card b").first.inner_text() == "7"
    assert page.locator("tbody tr").count() == 2
    # It goes on asking, and shows what there is as soon as it is let in again.
    street.refuses, street.closed = None, "9"
    a_minute_later(page)
    state(page, "可认领需求 3 件")
    assert page.locator(".card b").first.inner_text() == "9"


def test_refused_from_the_beginning_it_says_so(page: Any, street: Street, server: ThreadingHTTPServer) -> None:
    state(page, "可认领需求")
    street.refuses = OSError("连接不上")
    with page.expect_response("**/data"):
        page.reload()
    state(page, "暂时读不到新数据：连接不上")
    assert page.locator("h1").inner_text() == "正在读取…"
    assert page.locator(".card").count() == 0


def test_without_its_own_server_it_says_so(page: Any) -> None:
    state(page, "可认领需求")
    page.route("**/data", lambda route: route.abort())
    page.clock.fast_forward(MINUTE)
    state(page, "大屏服务没有回应")
    assert page.locator(".card").count() == 3
