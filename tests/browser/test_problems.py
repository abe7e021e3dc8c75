"""Problems and supervision in front of people: each page on a desk and on a phone."""

import pytest
from cast import Cast
from database import SCHEMA
from django_tenants.utils import schema_context
from oversight import accountability_in, extension_in, overdue, problem_in, rectification_in, supervision_in
from screens import DESK, PHONE, check

from linkage.problems.actions.rectifications import rectification_report
from linkage.problems.models import Problem, Rectification
from linkage.supervision.models import Supervision

pytestmark = pytest.mark.browser


def fill(cast: Cast) -> None:
    """Something in every light and state."""
    problem_in(cast, "reported", title="楼宇党建覆盖不到位，两幢楼宇符合条件未建立党组织，缺少指导员和活动场所")
    problem_in(cast, "dismissed")
    row = overdue(cast, days=3)
    for percent in (10, 35):
        rectification_report(actor=cast.actor("community_a"), rectification=row, progress=percent, text="正在落实")
    for status in ("draft", "rectifying", "submitted", "returned", "closed"):
        rectification_in(cast, status)
    extension_in(cast, "asked")
    supervision_in(cast, "draft")
    supervision_in(cast, "sent")
    accountability_in(cast, "due")


def addresses() -> dict[str, str]:
    """Every page by the name of its picture."""
    with schema_context(SCHEMA):
        problem = Problem.objects.filter(status="reported").first()
        late = Rectification.objects.filter(status="rectifying").order_by("due_on").first()
        order = Supervision.objects.filter(status="sent").first()
    return {
        "problems": "/problems/",
        "problem": f"/problems/{problem.pk}/",
        "problem-new": "/problems/new/",
        "rectifications": "/rectifications/",
        "rectification": f"/rectifications/{late.pk}/",
        "supervisions": "/supervisions/",
        "supervision": f"/supervisions/{order.pk}/",
        "ladder": "/supervisions/ladder/",
        "accountabilities": "/accountabilities/",
        "extensions": "/extensions/",
        "workbench-oversight": "/workbench/",
    }


def test_each_page(visit):
    page = visit("/problems/")
    for name, address in addresses().items():
        page.goto(address)
        check(page, name)


def test_the_open_one_of_many_parts_is_in_view_on_a_phone(visit):
    inside = """() => {
        const part = document.querySelector(".tabs .is-open").getBoundingClientRect();
        return part.left >= 0 && part.right <= innerWidth;
    }"""
    page = visit("/supervisions/", size=PHONE)
    page.wait_for_function(inside)
    # And where a window is drawn narrower.
    page.set_viewport_size(DESK)
    page.evaluate("document.querySelector('.tabs').scrollLeft = 0")
    page.set_viewport_size(PHONE)
    page.wait_for_function(inside)


def test_a_bucket_leads_to_its_rows(visit):
    page = visit("/rectifications/")
    page.click(".bucket-red")
    page.wait_for_url("**bucket=overdue**")
    number = int(page.locator(".bucket-red strong").inner_text())
    assert page.locator("#list tbody tr").count() == number
