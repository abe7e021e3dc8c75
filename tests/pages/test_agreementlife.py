"""Pages of an agreement after the first draft: templates, negotiation, supplements, evaluation, papers, 签约率."""

from datetime import timedelta
from io import BytesIO

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from samples import png
from stories import aged, agreement_in, in_days, signed, template_in

from core.periods import today
from linkage.actions.agreements import CommitmentDraft, agreement_comment, agreement_propose, agreement_revise
from linkage.actions.renewals import agreement_supplement
from linkage.models import Agreement, AgreementTemplate


def rows_of(kind: str, *rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    data = {f"{kind}-TOTAL_FORMS": str(len(rows)), f"{kind}-INITIAL_FORMS": str(initial)}
    return data | {f"{kind}-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}


def template_values(**changes: object) -> dict[str, object]:
    return {
        "name": "医院共建协议模板",
        "kinds": ["hospital", "institution"],
        "months": "12",
        "title": "{牵头组织}与{单位}共建协议",
        "aim": "便民就医",
        **rows_of(
            "commitments",
            {"title": "义诊", "side": "unit", "quantity": "1", "measure": "次", "period": "quarter"},
            {"title": "组织居民", "side": "place", "quantity": "4", "measure": "次", "due_months": "6"},
            {"side": "unit"},
        ),
        **changes,
    }


def test_the_district_keeps_templates(cast: Cast, browser, django_assert_max_num_queries) -> None:
    office, street = browser("office"), browser("street_a")
    assert office.post("/agreementtemplates/new/", template_values()).status_code == 302
    template = AgreementTemplate.objects.get()
    assert [(c.title, c.period, c.due_months) for c in template.commitments.order_by("id")] == [
        ("义诊", "quarter", None),
        ("组织居民", "", 6),
    ]
    with django_assert_max_num_queries(12):
        assert "医院、事业单位" in office.get("/agreementtemplates/").text.replace("事业单位、医院", "医院、事业单位")
    page = street.get(f"/agreementtemplates/{template.pk}/")
    assert "每季度 1 次" in page.text
    assert page.context["acts"] == []
    for address in ("/agreementtemplates/new/", f"/agreementtemplates/{template.pk}/edit/"):
        assert street.get(address).status_code == 403
    edit = office.get(f"/agreementtemplates/{template.pk}/edit/")
    assert edit.context["form"].initial["kinds"] == template.kinds
    twice = {"title": "义诊", "side": "unit", "quantity": "2", "measure": "次", "period": "quarter"}
    changed = template_values(aim="便民就医和义诊", **rows_of("commitments", twice, initial=1))
    assert office.post(f"/agreementtemplates/{template.pk}/edit/", changed).status_code == 302
    template.refresh_from_db()
    assert (template.aim, template.commitments.get().quantity) == ("便民就医和义诊", 2)
    wrong = office.post("/agreementtemplates/new/", template_values(title="与{甲}", name="另一份"))
    assert wrong.context["form"].errors["title"] == ["协议名称中的“{甲}”不是可用的占位词，请核对。"]
    office.post(f"/agreementtemplates/{template.pk}/retire/")
    assert [row.pk for row, _ in office.get("/agreementtemplates/?status=retired&kind=hospital").context["rows"]] == [
        template.pk
    ]
    row = office.get("/agreementtemplates/new/row/?kind=commitments&index=2")
    assert 'name="commitments-2-title"' in row.text
    assert street.get("/agreementtemplates/new/row/?kind=commitments&index=2").status_code == 403


def test_a_draft_stands_filled_in_for_the_unit(cast: Cast, browser) -> None:
    template = template_in()
    page = browser("street_a").get(f"/agreements/new/?unit={cast.unit_a.pk}")
    assert "已按“学校共建协议模板”填好" in page.text
    form = page.context["form"]
    assert form.initial["title"] == "江宁路街道与江宁中学共建协议"
    parts = {part["kind"]: [row.initial for row in part["rows"]] for part in page.context["view"].parts}
    assert [row["title"] for row in parts["commitments"]] == ["开放操场", "校史馆讲解", "组织交流"]
    assert parts["parties"][0]["duties"] == "按约定开放"
    unit = browser("unit_a").get("/agreements/new/")
    assert unit.context["view"].blank == template
    bare = browser("street_a").get("/agreements/new/")
    assert bare.context["view"].draft == {}
    for query in ("unit=x", "unit=99999999999999", "template=x&unit=1", f"template={template.pk}"):
        assert browser("street_a").get(f"/agreements/new/?{query}").status_code == 200


def test_the_negotiation_can_be_followed(cast: Cast, browser, django_assert_max_num_queries) -> None:
    agreement = agreement_in(cast, "negotiating")
    unit, street = browser("unit_a"), browser("street_a")
    assert unit.post(f"/agreements/{agreement.pk}/comment/", {"text": "时段能否提前"}).status_code == 302
    only = unit.get(f"/agreements/{agreement.pk}/versions/")
    assert "只有一稿" in only.text
    agreement = agreement_revise(actor=cast.actor("unit_a"), agreement=agreement, reason="改为 30 小时")
    agreement.commitments.update(quantity=30)
    draft = street.get(f"/agreements/{agreement.pk}/versions/")
    assert "<del>40</del><ins>30</ins>" in draft.text
    assert "改为 30 小时" in draft.text
    assert "时段能否提前" in draft.text
    assert str(draft.context["after"]) == "现在的草案"
    # Whoever does not draft sees what was proposed, not what is being worked on.
    assert "<del>40</del>" not in unit.get(f"/agreements/{agreement.pk}/versions/").text
    agreement_propose(actor=cast.actor("street_a"), agreement=agreement)
    with django_assert_max_num_queries(12):
        both = unit.get(f"/agreements/{agreement.pk}/versions/?from=1&to=2")
    assert "<del>40</del><ins>30</ins>" in both.text
    assert "两稿文字相同" in unit.get(f"/agreements/{agreement.pk}/versions/?from=2&to=2").text
    for query in ("from=x&to=9", "to=%00", "from=99999999999"):
        assert unit.get(f"/agreements/{agreement.pk}/versions/?{query}").status_code == 200
    assert browser("unit_b").get(f"/agreements/{agreement.pk}/versions/").status_code == 404


def test_a_supplement_by_the_form(cast: Cast, browser) -> None:
    base = agreement_in(cast, "active")
    street = browser("street_a")
    assert "supplement" in [act.verb for act, _ in street.get(f"/agreements/{base.pk}/").context["acts"]]
    answer = street.post(f"/agreements/{base.pk}/supplement/")
    draft = Agreement.objects.get(kind="supplement")
    assert answer.url.startswith(f"/agreements/{draft.pk}/edit/")
    page = street.get(answer.url)
    assert page.context["form"].fields["aim"].label == "补充事由"
    rows = page.context["view"].form_rows["commitments"]
    old = base.commitments.get()
    assert rows[0].initial["amends"] == old.pk
    unit = f"unit-{cast.unit_a.pk}"
    values = {
        "title": draft.title,
        "organization": str(cast.street_a.pk),
        "aim": draft.aim,
        "active_from": today().isoformat(),
        "active_to": (today() + timedelta(days=400)).isoformat(),
        **rows_of("parties", {"party": unit}, initial=1),
        **rows_of(
            "commitments",
            {"title": old.title, "quantity": "60", "measure": "小时", "party": unit, "amends": str(old.pk)},
            initial=1,
        ),
    }
    assert street.post(f"/agreements/{draft.pk}/edit/", values).status_code == 302
    draft.refresh_from_db()
    assert draft.commitments.get().amends == old
    assert "原为：开放操场，40 小时" in street.get(f"/agreements/{draft.pk}/").text
    signed(cast, draft)
    page = street.get(f"/agreements/{base.pk}/")
    assert "0 / 60 小时" in page.text
    assert draft.number in page.text
    assert "terminate" not in [
        act.verb for act, _ in browser("unit_a_head").get(f"/agreements/{draft.pk}/").context["acts"]
    ]
    assert [row.pk for row, _ in street.get("/agreements/?form=supplement").context["rows"]] == [draft.pk]


def test_evaluated_and_renewed_by_the_buttons(cast: Cast, browser, django_assert_max_num_queries) -> None:
    agreement = aged(agreement_in(cast, "active"), in_days(9))
    street, unit = browser("street_a"), browser("unit_a")
    assert street.post(f"/agreements/{agreement.pk}/assess/").status_code == 302
    assert [row.pk for row, _ in unit.get("/agreements/?waits=evaluate").context["rows"]] == [agreement.pk]
    assert "待评价的协议" in unit.get("/portal/").text
    assert "待评价的协议" in street.get("/workbench/").text
    low = unit.post(f"/agreements/{agreement.pk}/evaluate/", {"score": "1"})
    assert low.context["form"].errors["words"] == ["请填写评语。"]
    for person in (unit, street):
        form = {"score": "5", "words": "履行良好", "opinion": "renew"}
        assert person.post(f"/agreements/{agreement.pk}/evaluate/", form).status_code == 302
    with django_assert_max_num_queries(12):
        page = street.get(f"/agreements/{agreement.pk}/")
    assert "履行良好" in page.text
    verbs = [act.verb for act, _ in page.context["acts"]]
    assert {"renew", "lapse"} <= set(verbs)
    assert "evaluate" not in verbs
    answer = street.post(f"/agreements/{agreement.pk}/renew/")
    renewal = Agreement.objects.get(kind="renewal")
    assert answer.url.startswith(f"/agreements/{renewal.pk}/edit/")
    page = street.get(f"/agreements/{agreement.pk}/")
    assert "结论：续签" in page.text
    assert "renew" not in [act.verb for act, _ in page.context["acts"]]
    assert "续签自 <a" in street.get(f"/agreements/{renewal.pk}/").text


def test_periods_are_shown_with_their_lights(cast: Cast, browser) -> None:
    each = CommitmentDraft(cast.unit_a, "开放日", 2, "次", in_days(265), "month")
    agreement = agreement_in(cast, "active", active_from=in_days(-100), active_to=in_days(265), commitments=[each])
    page = browser("unit_a").get(f"/agreements/{agreement.pk}/")
    assert "每月 2 次" in page.text
    assert "3 个周期未达标" in page.text
    assert page.text.count("差 2") >= 3
    assert [row.pk for row, _ in browser("street_a").get("/agreements/?late=true").context["rows"]] == [agreement.pk]


def test_the_seal_is_for_the_parties(cast: Cast, browser) -> None:
    agreement = agreement_in(cast, "active")
    street, office = browser("street_a"), browser("office")
    paper = SimpleUploadedFile("盖章页.png", png(), "image/png")
    assert street.post(f"/agreements/{agreement.pk}/scan/", {"papers": [paper]}).status_code == 302
    scan = agreement.scans.get()
    assert scan.sha256[:16] in browser("unit_a").get(f"/agreements/{agreement.pk}/").text
    assert b"".join(browser("unit_a").get(f"/agreements/scans/{scan.pk}/").streaming_content) == png()
    assert "盖章页" not in office.get(f"/agreements/{agreement.pk}/").context["papers"].__str__()
    for name in ("office", "leader", "unit_b", "street_b"):
        assert browser(name).get(f"/agreements/scans/{scan.pk}/").status_code == 404
    text = SimpleUploadedFile("a.docx", b"PK\x03\x04 nothing", "application/zip")
    refused = street.post(f"/agreements/{agreement.pk}/scan/", {"papers": [text]})
    assert refused.context["form"].errors["papers"]
    word = office.get(f"/agreements/{agreement.pk}/word/")
    assert word.headers["Content-Disposition"].startswith("attachment")
    assert word.content[:2] == b"PK"
    assert browser("unit_b").get(f"/agreements/{agreement.pk}/word/").status_code == 404


def test_the_register_with_its_share(cast: Cast, browser, django_assert_max_num_queries) -> None:
    agreement_in(cast, "active")
    office = browser("office")
    with django_assert_max_num_queries(12):
        page = office.get("/agreements/coverage/")
    assert [card.value for card in page.context["cards"]] == [50, 2, 1, 1]
    assert [(row["name"], row["share"].signed) for row in page.context["parts"]] == [
        ("江宁路街道", 1),
        ("石门二路街道", 0),
    ]
    for key, count in (("units_url", 2), ("signed_url", 1), ("unsigned_url", 1)):
        listed = sum(len(office.get(row[key]).context["rows"]) for row in page.context["parts"])
        assert listed == count, key
    assert [str(one["unit"]) for one in page.context["unsigned"]] == ["石门医院"]
    assert page.context["may_draft"] is False
    street = browser("street_b").get("/agreements/coverage/")
    assert f"/agreements/new/?unit={cast.unit_b.pk}" in street.text
    assert browser("street_b").get(f"/agreements/coverage/?place={cast.street_a.code}").status_code == 404
    assert browser("unit_a").get("/agreements/coverage/").status_code == 403
    sheet = load_workbook(BytesIO(b"".join(office.get("/agreements/coverage/?export=xlsx").streaming_content))).active
    rows = list(sheet.values)
    assert rows[0] == ("层次", "名称", "在册单位", "已签约", "未签约", "签约率", "目标")
    assert rows[1][:5] == ("本级", "静安区", 2, 1, 1)
    assert len(rows) == 1 + 1 + 2 + 2 + 5


def test_what_is_said_of_a_unit_is_offered_there(cast: Cast, browser) -> None:
    template_in()
    page = browser("street_a").get(f"/units/{cast.unit_a.pk}/")
    assert f"/agreements/new/?unit={cast.unit_a.pk}" in page.text
    supplement = agreement_supplement(actor=cast.actor("unit_a"), agreement=agreement_in(cast, "active"))
    agreement_comment_after = agreement_propose(actor=cast.actor("unit_a"), agreement=supplement)
    agreement_comment(actor=cast.actor("street_a"), agreement=agreement_comment_after, text="同意")
    assert "同意" in browser("unit_a").get(f"/agreements/{supplement.pk}/versions/").text
