"""Campaigns on pages: drafting, starting, the matrix, and the steps of a community."""

from io import BytesIO

from campaign_stories import campaign_in, campaigntemplate_in, step_in
from cast import Cast
from openpyxl import load_workbook
from samples import photo
from stories import in_days

from linkage.campaigns.models import Campaign, CampaignTemplate


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def step_values(*rows: dict[str, object], kept: int = 0) -> dict[str, object]:
    values: dict[str, object] = {"steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": kept}
    for index, row in enumerate(rows):
        values.update({f"steps-{index}-{name}": value for name, value in row.items()})
    return values


ROW = {"stage": "动员", "title": "入户走访", "requirement": "逐户走访。", "measure": "户"}


def test_from_the_draft_to_the_start(cast: Cast, browser) -> None:
    office = browser("office")
    template = CampaignTemplate.objects.get(name="精品社区创建")
    assert office.get(f"/campaigns/new/?template={template.pk}").context["form"]["template"].value() == str(template.pk)
    sent = {
        "template": template.pk,
        "organization": cast.root.pk,
        "starts_on": in_days(0).isoformat(),
        "places": ["all:community"],
    }
    assert office.post("/campaigns/new/", sent).status_code == 302
    campaign = Campaign.objects.get()
    address = f"/campaigns/{campaign.pk}/"
    assert (campaign.title, campaign.places.count(), campaign.plan.count()) == ("精品社区创建", 2, 15)
    assert browser("community_a").get(address).status_code == 404
    assert office.get(f"{address}matrix/").status_code == 404
    page = office.get(f"{address}edit/")
    assert len(page.context["view"].form_rows["steps"]) == 15
    row = {**ROW, "starts_on": in_days(5).isoformat(), "due_on": in_days(1).isoformat()}
    given = {"title": "精品社区", "aim": "达标", "places": [cast.community_a.pk], "version": campaign.version}
    page = office.post(f"{address}edit/", {**given, **step_values(row)})
    assert page.status_code == 422
    assert "步骤“入户走访”的完成期限不能早于开始日期。" in page.text
    row["due_on"] = in_days(9).isoformat()
    assert office.post(f"{address}edit/", {**given, **step_values(row)}).status_code == 302
    assert verbs(office.get(address)) == ["start", "stop"]
    office.post(f"{address}start/")
    assert "本组织的步骤" in browser("community_a").get(address).text
    page = office.post(
        f"{address}reschedule/", {"step": campaign.plan.get().pk, "due_on": in_days(20).isoformat(), "reason": "顺延"}
    )
    assert page.status_code == 302
    assert office.post(f"{address}join/", {"places": [cast.community_b.pk]}).status_code == 302
    assert campaign.steps.count() == 2


def test_a_step_is_handed_in_and_verified_in_bulk(cast: Cast, browser) -> None:
    step = step_in(cast, "pending")
    address = f"/campaignsteps/{step.pk}/"
    mine, street = browser("community_a"), browser("street_a")
    assert verbs(mine.get(address)) == ["submit", "report", "excuse", "extend"]
    page = mine.post(f"{address}submit/", {"text": "完成", "quantity": ""})
    assert page.status_code == 422
    assert page.context["form"].errors["quantity"] == ["这个步骤要求填报数量（户），请填写。"]
    assert mine.post(f"{address}submit/", {"text": "完成", "quantity": "12"}).context["form"].errors["evidence"]
    sent = {"text": "完成", "quantity": "12", "evidence": BytesIO(photo().content)}
    sent["evidence"].name = "照片.png"
    assert mine.post(f"{address}submit/", sent).status_code == 302
    shown = mine.get(address)
    (file,) = shown.context["files"]
    assert mine.get(f"/campaignstepfiles/{file.pk}/").status_code == 200
    assert browser("community_b").get(f"/campaignstepfiles/{file.pk}/").status_code == 404
    assert [row.pk for row, _ in street.get("/campaignsteps/?waits=verify").context["rows"]] == [step.pk]
    street.post("/campaignsteps/", {"act": "verify", "pk": [step.pk]})
    step.refresh_from_db()
    assert step.status == "done"


def test_the_matrix_shows_what_one_may_see(cast: Cast, browser) -> None:
    step = step_in(cast, "returned")
    address = f"/campaigns/{step.campaign_id}/matrix/"
    page = browser("office").get(address)
    assert [row.name for row, _ in page.context["rows"]] == [cast.community_a.name, cast.community_b.name]
    assert f"/campaignsteps/{step.pk}/" in page.text
    assert [row.name for row, _ in browser("street_a").get(address).context["rows"]] == [cast.community_a.name]
    assert browser("unit_a").get(address).status_code == 404
    book = load_workbook(BytesIO(browser("office").get(f"{address}?export=xlsx").getvalue()))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert lines[0] == ("组织", "办结", "1. 入户走访", "2. 总结上报")
    assert lines[1][2:] == ("已退回", "未开始")


def test_templates_are_kept_by_the_district(cast: Cast, browser) -> None:
    office, street = browser("office"), browser("street_a")
    names = {row.name for row, _ in street.get("/campaigntemplates/").context["rows"]}
    assert names == {"社区居委会换届选举", "精品社区创建", "“五好党支部”创建"}
    assert street.get("/campaigntemplates/new/").status_code == 403
    row = {**ROW, "start_day": 3, "due_day": 1}
    given = {"name": "环境整治", "level": "community", "aim": "改善"}
    page = office.post("/campaigntemplates/new/", {**given, **step_values(row)})
    assert page.status_code == 422
    assert office.post("/campaigntemplates/new/", {**given, **step_values({**row, "due_day": 9})}).status_code == 302
    template = CampaignTemplate.objects.get(name="环境整治")
    assert office.get(f"/campaigntemplates/{template.pk}/edit/").status_code == 200
    assert verbs(office.get(f"/campaigntemplates/{template.pk}/")) == ["retire"]


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    step = step_in(cast, "submitted")
    campaign_in(cast, "draft")
    template = campaigntemplate_in(cast)
    who = browser("office")
    who.get("/notices/unread/")  # the first request of a process finds its district
    for address in (
        "/campaigns/",
        "/campaigns/new/",
        f"/campaigns/{step.campaign_id}/",
        f"/campaigns/{step.campaign_id}/matrix/",
        "/campaignsteps/",
        f"/campaignsteps/{step.pk}/",
        "/campaigntemplates/",
        f"/campaigntemplates/{template.pk}/",
    ):
        with django_assert_max_num_queries(14):
            assert who.get(address).status_code == 200, address
