"""What looks at the pages sees a fault that is there on one screen only, wherever the page was loaded."""

from collections.abc import Iterator

import pytest
from screens import DESK, PHONE, check

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><html lang='zh-CN'><title>页</title><style>{}</style><main><h1>页</h1><p>说明</p></main>"


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request, chromium) -> Iterator:
    context = chromium.new_context(viewport=request.param)
    shown = context.new_page()
    shown.faults = []
    yield shown
    context.close()


@pytest.mark.parametrize("fault", ["p { width: 2000px; }", "p { color: #bbb; }"], ids=["wide", "pale"])
@pytest.mark.parametrize(("screen", "width"), [("max-width: 767px", 390), ("min-width: 768px", 1440)])
def test_a_fault_on_one_screen_is_found(page, screen, width, fault) -> None:
    page.set_content(PAGE.format(f"@media ({screen}) {{ {fault} }}"))
    with pytest.raises(AssertionError, match=f"sample at {width}"):
        check(page, "sample")


def test_a_good_page_keeps_its_size(page) -> None:
    size = page.viewport_size
    page.set_content(PAGE.format(""))
    check(page, "sample")
    assert page.viewport_size == size
