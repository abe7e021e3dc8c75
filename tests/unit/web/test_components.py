"""Chips, columns, figures and charts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from core.periods import today
from linkage.supervision.models import SupervisionRules
from web.charts import Bar, Figure, Ranking, Series, Treemap, Trend
from web.columns import Column, Day, Due, Moment, Number, Percent, number_text
from web.lights import due_chip, score_chip


@pytest.fixture(autouse=True)
def usual_rules(monkeypatch):
    """The chips of these tests ask no database for the number of days."""
    monkeypatch.setattr("web.lights.SupervisionRules.current", lambda: SupervisionRules())


@pytest.mark.parametrize(
    ("days", "tone", "word"),
    [(-1, "red", "逾期 1 天"), (0, "blue", "今天到期"), (10, "blue", "还剩 10 天"), (11, "grey", "还剩 11 天")],
)
def test_due_light(days, tone, word):
    chip = due_chip(today() + timedelta(days=days))
    assert (chip.tone, chip.text) == (tone, word)
    assert due_chip(today() + timedelta(days=days), done=True).tone == "green"


def test_due_light_of_a_moment_is_its_day_in_shanghai():
    # 17:00 UTC is already tomorrow in Shanghai.
    before_midnight = datetime.combine(today() - timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=17)
    assert due_chip(before_midnight).text == "今天到期"


def test_no_due_date_no_light():
    assert due_chip(None) is None


@pytest.mark.parametrize(("value", "tone"), [(None, "grey"), (80, "green"), (72, "amber"), (71, "red")])
def test_score_light(value, tone):
    assert score_chip(value, 80).tone == tone


def test_a_chip_has_icon_and_word():
    html = str(due_chip(today()))
    assert "今天到期" in html
    assert 'class="ti ti-clock"' in html


@pytest.mark.parametrize(
    ("value", "said"),
    [(1200, "1,200"), (Decimal("1200.00"), "1,200"), (Decimal("3.50"), "3.5"), (Decimal("1E+3"), "1,000"), (0, "0")],
)
def test_numbers(value, said):
    assert number_text(value) == said


def test_columns_show_and_export():
    row = SimpleNamespace(
        place=SimpleNamespace(name="<b>新安</b>", unit=None),
        quantity=Decimal("20.00"),
        measure="份",
        ratio=Decimal("1.2"),
        day=date(2026, 10, 12),
        at=datetime(2026, 10, 12, 17, 0, tzinfo=UTC),
        nothing=None,
    )
    assert Column("place.name", "").html(row) == "&lt;b&gt;新安&lt;/b&gt;"
    assert "—" in Column("place.unit.name", "").html(row)
    assert Column("place.unit.name", "").plain(row) == ""
    assert "20</span>" in Number("quantity", "", unit=".measure").html(row)
    assert "份" in Number("quantity", "", unit=".measure").html(row)
    assert Number("quantity", "").plain(row) == Decimal("20.00")
    assert 'value="100.0"' in Percent("ratio", "进度").html(row)
    assert "120%" in Percent("ratio", "进度").html(row)
    assert "2026-10-12" in Day("day", "").html(row)
    assert "2026-10-13 01:00" in Moment("at", "").html(row)
    assert Moment("at", "").plain(row) == datetime(2026, 10, 13, 1, 0)
    assert Day("at", "").plain(row) == date(2026, 10, 13)
    assert "chip" not in Due("day", "", done=lambda _: True).html(row)


def test_figure_reads_the_change_by_what_is_better():
    assert Figure("逾期", 27, change=5, better="down").trend == "bad"
    assert Figure("办结", 27, change=5).trend == "good"
    assert Figure("单位", 27, change=0).change_text == "与上季度持平"
    assert Figure("响应", 2, change=Decimal("-0.4"), change_unit="天").change_text == "较上季度减 0.4天"
    assert Figure("办结", 30, target=20).share == 100
    assert Figure("办结", 30, target=0).share is None


def rendered(chart) -> str:
    return Template("{% load ui %}{% chart it %}").render(Context({"it": chart}))


def test_every_chart_has_its_table_and_safe_data():
    trend = rendered(Trend("办结率", ["一季度", "二季度"], [Series("</script><b>", [Decimal("80.5"), None])], unit="%"))
    assert "80.5%" in trend
    assert "<td" in trend
    assert "—" in trend
    assert "</script><b>" not in trend
    ranking = rendered(Ranking("排名", [Bar("江宁路街道", 98, "green", "/x/")], unit="分"))
    assert '<a href="/x/">江宁路街道</a>' in ranking
    tree = rendered(Treemap("分布", [Bar("江宁路街道", 98, "green", size=40)], size_name="需求"))
    assert '"size": 40' in tree
    assert "需求</th>" in tree
