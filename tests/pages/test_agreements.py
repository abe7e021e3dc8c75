"""Agreements by forms: several parties and commitments, signing by each, and the progress that follows."""

from datetime import timedelta
from decimal import Decimal

from cast import Cast
from samples import photo

from core.periods import today
from linkage.models import Agreement
from resources.actions.claims import claim_confirm, claim_evaluate, claim_fulfil, claim_propose


def rows_of(kind: str, *rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    data = {f"{kind}-TOTAL_FORMS": str(len(rows)), f"{kind}-INITIAL_FORMS": str(initial)}
    for index, row in enumerate(rows):
        data.update({f"{kind}-{index}-{name}": value for name, value in row.items()})
    return data


def draft_values(cast: Cast, **changes: str) -> dict[str, str]:
    unit = f"unit-{cast.unit_a.pk}"
    return {
        "title": "江宁路街道与江宁中学共建协议",
        "organization": str(cast.street_a.pk),
        "aim": "校园场地向居民开放",
        "active_from": today().isoformat(),
        "active_to": (today() + timedelta(days=365)).isoformat(),
        "content": "双方本着资源共享的原则……",
        "lead_head": "陈书记",
        **rows_of("parties", {"party": unit, "head": "孙校长", "duties": "开放操场"}, {}),
        **rows_of(
            "commitments",
            {"title": "开放操场", "quantity": "40", "measure": "人次"},
            {"title": "组织讲座", "quantity": "6", "measure": "次", "party": f"place-{cast.street_a.pk}"},
            {},
        ),
        **changes,
    }


def test_drafted_signed_and_counted(cast: Cast, browser, make) -> None:
    street, unit = browser("street_a"), browser("unit_a")
    assert street.post("/agreements/new/", draft_values(cast)).status_code == 302
    agreement = Agreement.objects.get()
    assert [str(party) for party in agreement.parties.all()] == ["江宁路街道", "江宁中学"]
    assert [(c.title, str(c.party), c.due_on) for c in agreement.commitments.all()] == [
        ("开放操场", "江宁中学", agreement.active_to),
        ("组织讲座", "江宁路街道", agreement.active_to),
    ]
    assert unit.get(f"/agreements/{agreement.pk}/").status_code == 404
    assert street.post(f"/agreements/{agreement.pk}/propose/").status_code == 302
    verbs = [act.verb for act, _ in unit.get(f"/agreements/{agreement.pk}/").context["acts"]]
    assert verbs == ["sign", "revise", "comment"]
    agreement.refresh_from_db()
    asked = unit.get(f"/agreements/{agreement.pk}/sign/")
    assert agreement.content_hash in asked.text
    unread = unit.post(f"/agreements/{agreement.pk}/sign/", {})
    assert unread.context["form"].errors["read"] == ["请先核对协议全文，再勾选同意。"]
    assert [row.pk for row, _ in unit.get("/agreements/?sign=true").context["rows"]] == [agreement.pk]
    unit.post(f"/agreements/{agreement.pk}/sign/", {"read": "on"})
    assert list(unit.get("/agreements/?sign=true").context["rows"]) == []
    street.post(f"/agreements/{agreement.pk}/sign/", {"read": "on"})
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.ACTIVE
    page = street.get(f"/agreements/{agreement.pk}/")
    assert "文本已冻结" in page.text
    assert "江宁中学 驻区单位联络员 江宁中学小孙" in page.text

    need = make.listing()
    commitment = agreement.commitments.get(title="开放操场")
    form = unit.get(f"/claims/new/?need={need.pk}").context["form"]
    assert list(form.fields["commitment"].queryset) == [commitment]
    claim = claim_propose(
        actor=cast.actor("unit_a"), target=need, claimant=cast.unit_a, quantity=20, commitment=commitment
    )
    claim_confirm(actor=cast.actor("street_a"), claim=claim)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="好", evidence=[photo()])
    claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5)
    claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=5)
    page = street.get(f"/agreements/{agreement.pk}/")
    assert [one.percent for one in page.context["commitments"]] == [Decimal("50.0"), Decimal("0.0")]
    assert [row["percent"] for row in unit.get("/portal/").context["agreements"]] == [Decimal("25.0")]
    assert "20 / 40 人次" in page.text
    assert agreement.title in unit.get(f"/claims/{claim.pk}/").text


def test_a_draft_is_changed_and_sent_back(cast: Cast, browser) -> None:
    street, unit = browser("street_a"), browser("unit_a")
    street.post("/agreements/new/", draft_values(cast))
    agreement = Agreement.objects.get()
    page = street.get(f"/agreements/{agreement.pk}/edit/")
    kept = {part["kind"]: part["rows"] for part in page.context["view"].parts}
    assert [form.initial["head"] for form in kept["parties"]] == ["孙校长"]
    values = draft_values(cast, title="改过的名称")
    values.update(rows_of("parties", {"party": f"unit-{cast.unit_a.pk}", "head": "钱校长"}, initial=1))
    values.update(
        rows_of(
            "commitments",
            {"title": "开放操场", "quantity": "40", "measure": "人次", "party": f"unit-{cast.unit_a.pk}"},
            {"title": "组织讲座", "quantity": "6", "measure": "次", "DELETE": "on"},
            initial=2,
        )
    )
    assert street.post(f"/agreements/{agreement.pk}/edit/", values).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.title, agreement.commitments.get().title) == ("改过的名称", "开放操场")
    assert agreement.parties.get(unit=cast.unit_a).head == "钱校长"
    street.post(f"/agreements/{agreement.pk}/propose/")
    unit.post(f"/agreements/{agreement.pk}/revise/", {"reason": "数量偏大"})
    agreement.refresh_from_db()
    assert agreement.status == Agreement.Status.DRAFT
    assert unit.post(f"/agreements/{agreement.pk}/edit/", values).status_code == 403


def test_mistakes_stand_beside_their_row(cast: Cast, browser) -> None:
    bad = draft_values(cast, active_to="2020-01-01", **{"commitments-0-quantity": "-1", "commitments-1-measure": ""})
    answer = browser("street_a").post("/agreements/new/", bad)
    assert answer.status_code == 422
    rows = answer.context["view"].form_rows["commitments"]
    assert rows[0].errors["quantity"] == ["数量必须大于 0。"]
    assert rows[1].errors["measure"] == ["请填写计量单位。"]
    assert rows[0]["title"].value() == "开放操场"
    late = browser("street_a").post("/agreements/new/", draft_values(cast, active_to="2020-01-01"))
    assert late.context["form"].errors["active_to"] == ["期满日期应晚于生效日期。"]
    alone = draft_values(cast)
    alone.update(rows_of("parties", {"party": "", "head": "", "duties": ""}))
    answer = browser("street_a").post("/agreements/new/", alone)
    assert answer.context["form"].non_field_errors()
    without = {name: value for name, value in draft_values(cast).items() if not name.startswith("parties-")}
    assert browser("street_a").post("/agreements/new/", without).status_code == 422
    assert not Agreement.objects.exists()


def test_one_more_row_by_htmx(cast: Cast, browser) -> None:
    street = browser("street_a")
    answer = street.get("/agreements/new/row/?kind=commitments&index=3")
    assert 'name="commitments-3-title"' in answer.text
    assert 'name="commitments-TOTAL_FORMS" value="4"' in answer.text
    for query in ("", "?kind=x&index=1", "?kind=parties&index=-1", "?kind=parties&index=9999", "?kind=parties&index=²"):
        assert street.get(f"/agreements/new/row/{query}").status_code == 404


def test_a_unit_drafts_with_its_place(cast: Cast, browser) -> None:
    unit = browser("unit_a")
    page = unit.get("/agreements/new/")
    assert [str(place) for place in page.context["form"].fields["organization"].queryset] == [
        "江宁路街道",
        "新安居委会",
    ]
    values = draft_values(cast, **{"commitments-1-party": ""})
    assert unit.post("/agreements/new/", values).status_code == 302
    agreement = Agreement.objects.get()
    assert agreement.drafted_by == cast.unit_a
    assert unit.post(f"/agreements/{agreement.pk}/propose/").status_code == 302


def test_list_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    street = browser("street_a")
    for many in (0, 2, 6):
        for _ in range(many):
            street.post("/agreements/new/", draft_values(cast))
        with django_assert_max_num_queries(12):
            page = street.get("/agreements/")
        assert page.status_code == 200
        assert len(page.content) <= 100_000
    for query in (
        "status=x",
        "q=%00",
        "sort=-title",
        "unit=x",
        "late=true",
        "kind=school",
        "active_to_after=x",
        "page=9999",
    ):
        assert street.get(f"/agreements/?{query}").status_code == 200
    assert len(street.get(f"/agreements/?unit={cast.unit_a.pk}").context["rows"]) == 8
    assert len(street.get(f"/agreements/?place={cast.community_a.code}").context["rows"]) == 8
    assert len(browser("office").get(f"/agreements/?place={cast.street_b.code}").context["rows"]) == 0
