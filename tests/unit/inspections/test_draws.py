"""随机抽取: anyone can recompute it, strata are kept, order does not matter, and there is no second try."""

import hashlib
import subprocess

import pytest
from cast import Cast
from hypothesis import given
from hypothesis import strategies as st
from inspecting import announced, drafted, draw_of, prepared

from core.errors import InvalidInput, WrongState
from linkage.inspections.actions import draws, plans, targets
from linkage.inspections.drawing import Ball, drawn, seed_from
from linkage.inspections.models import DrawMember, InspectionDraw
from linkage.inspections.spreading import spread
from linkage.inspections.verifying import verify
from tenants.org.models import Organization

numbers = st.lists(st.tuples(st.integers(1, 10**12), st.integers(0, 3), st.booleans()), min_size=1, max_size=40)
balls = numbers.map(
    lambda found: list({code: Ball(str(code), "甲乙丙丁"[at], over) for code, at, over in found}.values())
)
seeds = st.text("0123456789abcdef:", min_size=1, max_size=80)


@given(balls, seeds, st.integers(1, 70), st.booleans(), st.randoms())
def test_the_order_of_the_list_does_not_matter(found, seed, count, per_street, chance) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert drawn(seed, found, count, per_street=per_street) == drawn(seed, shuffled, count, per_street=per_street)


@given(balls, seeds, st.integers(1, 70))
def test_as_many_are_drawn_as_were_asked_and_there_are(found, seed, count) -> None:
    there = {ball.code for ball in found if not ball.passed_over}
    result = drawn(seed, found, count, per_street=False)
    assert len(result) == len(set(result)) == min(count, len(there))
    assert set(result) <= there


@given(balls, seeds, st.integers(1, 20))
def test_each_street_has_its_number(found, seed, count) -> None:
    result = set(drawn(seed, found, count, per_street=True))
    for street in {ball.street for ball in found}:
        there = [ball.code for ball in found if ball.street == street and not ball.passed_over]
        assert len(result & set(there)) == min(count, len(there))


@given(balls, seeds, st.integers(1, 70))
def test_the_few_lines_of_the_guide_come_to_the_same(found, seed, count) -> None:
    there = [ball.code for ball in found if not ball.passed_over]
    lines = sorted(there, key=lambda code: hashlib.sha256(f"{seed}:{code}".encode()).hexdigest())[:count]
    assert lines == drawn(seed, found, count, per_street=False)


@given(st.integers(0, 200), st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_targets_are_spread_evenly(count, loads) -> None:
    result = spread(count, loads)
    assert len(result) == count
    after = [load + result.count(number) for number, load in enumerate(loads)]
    for number, load in enumerate(after):
        # Whoever got something has no more than the least one and one.
        assert load == loads[number] or load <= min(after) + 1


def test_the_shell_comes_to_the_same() -> None:
    found = [Ball(f"3101060{number:05d}", "") for number in range(1, 40)]
    script = (
        'while read -r code; do printf "%s:%s" "$SEED" "$code" | sha256sum | cut -c1-64 | tr "\\n" " "; '
        'echo "$code"; done | LC_ALL=C sort | head -n 5 | cut -d" " -f2'
    )
    text = "\n".join(ball.code for ball in found) + "\n"
    ran = subprocess.run(["sh", "-c", script], input=text, capture_output=True, text=True, env={
        "SEED": "abc:42", "PATH": "/usr/bin:/bin",
    }, check=True)  # fmt: skip
    assert ran.stdout.split() == drawn("abc:42", found, 5, per_street=False)


def test_a_draw_proves_itself(cast: Cast) -> None:
    draw = draw_of(cast)
    proof = verify(draw)
    assert proof.agrees, proof.checks
    assert draw.size == 2
    assert [place.chosen for place in proof.order] == [True, False]
    assert draw.inspection.targets.get().organization.code == proof.order[0].code


@pytest.mark.parametrize("change", ["name", "chosen", "code", "seed", "count"])
def test_whatever_is_changed_behind_its_back_is_noticed(cast: Cast, change: str) -> None:
    draw = draw_of(cast)
    rows = DrawMember.objects.filter(draw=draw)
    if change == "chosen":
        rows.update(chosen=True)
    elif change == "code":
        rows.filter(position=1).update(code="310106999999")
    elif change == "seed":
        InspectionDraw.objects.update(seed="f" * 64)
    elif change == "count":
        InspectionDraw.objects.update(count=2)
    assert verify(InspectionDraw.objects.select_related("inspection").get()).agrees is (change == "name")


def test_a_promised_public_number_is_part_of_the_seed(cast: Cast) -> None:
    plan = announced(cast, public_source="福利彩票当日开奖号码")
    office = cast.actor("office")
    with pytest.raises(InvalidInput, match="公开随机数"):
        draws.inspection_draw(actor=office, inspection=plan)
    draws.inspection_draw(actor=office, inspection=plan, public_number="0719")
    draw = InspectionDraw.objects.select_related("inspection").get()
    assert draw.seed == seed_from(draw.event_hash, "0719")
    assert verify(draw).agrees
    with pytest.raises(WrongState, match="不能重新抽取"):
        draws.inspection_draw(actor=office, inspection=plan, public_number="0720")


def test_a_number_that_was_not_promised_is_refused(cast: Cast) -> None:
    with pytest.raises(InvalidInput, match="没有约定"):
        draws.inspection_draw(actor=cast.actor("office"), inspection=announced(cast), public_number="7")


def test_nobody_gets_out_of_a_draw_by_sending_the_teams_to_others(cast: Cast) -> None:
    plan, office = prepared(cast), cast.actor("office")
    plan = announced(cast, plan)
    with pytest.raises(WrongState, match="请先随机抽取") as refused:
        plans.inspection_issue(actor=office, inspection=plan)
    assert refused.value.field == "status"
    plan = draws.inspection_draw(actor=office, inspection=plan)
    plan = targets.inspection_spread(actor=office, inspection=plan)
    assert plans.inspection_issue(actor=office, inspection=plan).status == "issued"


def test_an_announcement_cannot_be_taken_back(cast: Cast) -> None:
    plan = announced(cast)
    with pytest.raises(WrongState, match="不能更改"):
        announced(cast, plan)


def test_who_has_gone_since_is_passed_over(cast: Cast) -> None:
    plan = announced(cast, count=2)
    Organization.objects.filter(pk=cast.community_a.pk).update(retired_on="2026-01-01")
    draws.inspection_draw(actor=cast.actor("office"), inspection=plan)
    assert [row.organization for row in plan.targets.all()] == [cast.community_b]
    assert verify(InspectionDraw.objects.select_related("inspection").get()).agrees


def test_terms_are_checked(cast: Cast) -> None:
    plan = drafted(cast)
    for changes, told in (
        ({"count": 3}, "只有 2 个"),
        ({"count": 0}, "应为 1 到"),
        ({"population": "units"}, "抽不出"),
        ({"population": "streets", "per_street": True}, "不能再按街道"),
        ({"unit_kind": "school"}, "单位类型"),
        ({"population": "?"}, "请选择抽取范围"),
    ):
        with pytest.raises(InvalidInput, match=told):
            announced(cast, plan, **changes)
