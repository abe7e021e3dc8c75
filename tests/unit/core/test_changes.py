"""What the history of an edit says: from what to what, in Chinese."""

from datetime import timedelta
from decimal import Decimal

import pytest
from cast import Cast
from stories import agreement_in

from core.changes import changes, in_words, snapshot
from core.history import history_of
from core.periods import today
from core.permissions import SYSTEM
from linkage.appeals.models import Appeal
from linkage.conferences.actions.bodies import body_create, body_edit
from linkage.models import AgreementRules
from tenants.org.actions.rulebooks import rulebook_edit
from tenants.org.actions.units import unit_edit
from tenants.org.models import ResidentUnit


def test_an_edited_unit_says_from_what_to_what(cast: Cast) -> None:
    unit = cast.unit_a
    unit_edit(
        actor=cast.actor("street_a"),
        unit=unit,
        name=unit.name,
        kind="hospital",
        party_members=12,
        address="江宁路 1 号",
    )
    (line,) = [line for line in history_of(unit, seen_by=SYSTEM) if line.what == "修改驻区单位资料"]
    kind = ResidentUnit.Kind(unit.kind).label
    assert f"单位类型：{kind} → 医院" in line.note
    assert f"党员数：{unit.party_members} → 12" in line.note
    assert f"地址：{unit.address or '空'} → 江宁路 1 号" in line.note
    assert "单位名称" not in line.note


def test_rules_of_a_district_say_so_in_the_words_of_their_page(cast: Cast) -> None:
    rulebook_edit(
        actor=cast.actor("office"), book=AgreementRules, values={"target_share": Decimal("0.9"), "end_days": [60, 7]}
    )
    line = history_of(AgreementRules.current(), seen_by=SYSTEM)[0]
    assert line.note == "签约率目标：80% → 90%；期满前提醒（天）：30、7、1 → 60、7"


def test_a_body_says_what_follows_from_another_cadence(cast: Cast) -> None:
    actor = cast.actor("street_a")
    body = body_create(actor=actor, organization=cast.street_a, kind="joint", name="联席会议", cadence="monthly")
    body_edit(actor=actor, body=body, kind="joint", name="联席会议", cadence="quarterly", duties="协调共建" * 30)
    line = history_of(body, seen_by=SYSTEM)[0]
    assert "召开周期：每月 → 每季度" in line.note
    assert "工作职责已修改" in line.note
    assert "最迟召开：" in line.note


def test_what_names_residents_matters_is_named_and_not_repeated() -> None:
    row = Appeal(title="楼道堆物", content="三楼")
    before = snapshot(row)
    row.title = "楼道堆放杂物"
    assert changes(row, before, named_only=("title",)) == {"changed": {}, "note": "诉求已修改"}


def test_a_related_row_is_told_by_its_name(cast: Cast) -> None:
    agreement = agreement_in(cast, "draft")
    before = snapshot(agreement)
    agreement.organization = cast.street_b
    agreement.active_to = today() + timedelta(days=400)
    told = changes(agreement, before, also="承诺事项 1 项")
    assert told["changed"]["organization"] == [str(cast.street_a), str(cast.street_b)]
    assert told["note"].endswith("；承诺事项 1 项")
    assert changes(agreement, snapshot(agreement))["note"] == "内容没有变化"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("party_members", 0, "0"),
        ("credit_code", None, "空"),
        ("affiliation", "city", "市"),
        ("name", "江宁中学", "江宁中学"),
    ],
)
def test_a_value_in_words(name: str, value: object, words: str) -> None:
    assert in_words(ResidentUnit._meta.get_field(name), value) == words
