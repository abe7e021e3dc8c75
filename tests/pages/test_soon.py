"""Lights follow the number of days that the district calls soon, and a page asks for it once."""

from datetime import timedelta

import pytest
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from task_stories import whole_task

from core.periods import today
from linkage.supervision.models import SupervisionRules
from resources.models import Need
from tenants.org.actions.rulebooks import rulebook_edit
from web.lights import due_chip

READ = 'SELECT "supervision_supervisionrules"'


@pytest.mark.parametrize(("days", "tone"), [(3, "grey"), (4, "blue"), (10, "blue"), (30, "blue")])
def test_a_chip_is_blue_within_the_districts_days(cast: Cast, days: int, tone: str) -> None:
    rulebook_edit(actor=cast.actor("office"), book=SupervisionRules, values={"soon_days": days})
    assert due_chip(today() + timedelta(days=4)).tone == tone


def test_a_list_and_the_calendar_read_the_rule_once(cast: Cast, browser, make) -> None:
    day = today() + timedelta(days=4)
    for number in range(3):
        make.listing(Need, title=f"需求{number}", due_on=day)
        whole_task(cast, title=f"任务{number}", due_on=day)
    client = browser("street_a")
    for address in ("/needs/", f"/calendar/?month={day:%Y-%m}"):
        client.get(address)
        shown = []
        for days in (3, 5):
            rulebook_edit(actor=cast.actor("office"), book=SupervisionRules, values={"soon_days": days})
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            assert page.status_code == 200
            assert sum(query["sql"].startswith(READ) for query in asked) <= 1, address
            shown.append(page.text.count("还剩 4 天") if address == "/needs/" else page.text.count("is-blue"))
        assert shown[0] < shown[1], address
