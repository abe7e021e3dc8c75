"""GraphiQL in a real browser, under the page's own policy."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_signed_in_person_asks_and_reads(visit) -> None:
    asked: list[str] = []
    page = visit("/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/graphql/#query=%7B%20me%20%7B%20label%20%7D%20%7D")
    page.click("button.graphiql-execute-button")
    expect(page.locator(".result-window")).to_contain_text("江宁小陈")
    page.get_by_label("Show Documentation Explorer").click()
    expect(page.locator(".graphiql-plugin")).to_contain_text("Query")
    page.locator(".graphiql-plugin").get_by_role("link", name="Query").click()
    expect(page.locator(".graphiql-plugin")).to_contain_text("只返回调用者有权查看的记录")
    assert page.faults == []
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {page.url.split("/")[2]}
