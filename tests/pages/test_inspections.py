"""Inspections on pages: planning, teams, keeping away, lists, papers and what the search finds."""

from io import BytesIO

from cast import Cast
from docx import Document
from inspecting import LINES, drafted, issued, prepared, target_in, team_of
from stories import in_days

from linkage.inspections.models import Inspection, InspectionRules


def form_values(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "organization": str(cast.root.pk),
        "title": "年末实地检查",
        "kind": "on_site",
        "starts_on": in_days(0).isoformat(),
        "ends_on": in_days(9).isoformat(),
        "scope": "检查责任落实情况。",
        "lines": LINES,
        **changes,
    }


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def hits(page: object) -> dict[str, int]:
    return {group["title"]: len(group["rows"]) for group in page.context["groups"]}


def test_from_the_plan_to_the_issue(cast: Cast, browser) -> None:
    office = browser("office")
    assert office.get("/inspections/new/").status_code == 200
    assert office.post("/inspections/new/", form_values(cast)).status_code == 302
    row = Inspection.objects.get()
    address = f"/inspections/{row.pk}/"
    assert verbs(office.get(address)) == ["issue", "announce", "cancel"]
    assert browser("community_a").get(address).status_code == 404
    edited = form_values(cast, title="年末检查")
    del edited["organization"]
    assert office.post(f"{address}edit/", edited).status_code == 302
    assert office.post(f"{address}targets/", {"places": [str(cast.community_a.pk)]}).status_code == 302
    assert "还没有检查组" in office.post(f"{address}spread/").text
    team = {"name": "甲组", "head": "赵建国", "members": [cast.users["department"].pk]}
    assert office.post(f"{address}teams/new/", team).status_code == 302
    assert verbs(office.get(address)) == ["issue", "announce", "spread", "cancel"]
    office.post(f"{address}spread/")
    assert office.post(f"{address}issue/").status_code == 302
    row.refresh_from_db()
    assert (row.status, row.title) == ("issued", "年末检查")
    assert browser("community_a").get(address).status_code == 200


def test_whoever_has_to_keep_away_is_named_beside_the_button(cast: Cast, browser) -> None:
    plan = prepared(cast)
    own = team_of(cast, plan, "第二检查组", "street_a")
    target = plan.targets.get()
    office = browser("office")
    refused = office.post(f"/inspection-targets/{target.pk}/assign/", {"team": own.pk})
    assert refused.status_code == 422
    assert "江宁小陈在“江宁路街道”任职，按规定应当回避，不能检查“新安居委会”" in refused.text
    # The district's rule book says whether it is asked for.
    assert "检查组成员回避" in browser("office").get("/settings/inspectionrules/").text
    InspectionRules.objects.update_or_create(pk=1, defaults={"recusal": False})
    assert office.post(f"/inspection-targets/{target.pk}/assign/", {"team": own.pk}).status_code == 302


def test_refusals_stand_beside_their_fields(cast: Cast, browser) -> None:
    page = browser("office").post("/inspections/new/", form_values(cast, ends_on=in_days(-3).isoformat(), lines=""))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"lines"}
    assert browser("community_a").get("/inspections/new/").status_code == 403
    assert not Inspection.objects.exists()


def test_the_search_finds_inspections_by_number_and_title(cast: Cast, browser) -> None:
    row = issued(cast)
    quiet = drafted(cast, title="不打招呼的检查", unannounced=True)
    for word in (row.number, "季度随机"):
        assert hits(browser("office").get(f"/search/?q={word}"))["督导检查"] == 1, word
    assert hits(browser("community_a").get(f"/search/?q={row.number}"))["督导检查"] == 1
    assert hits(browser("office").get("/search/?q=第三季度")) == {"督导检查": 1, "检查对象": 1}
    assert hits(browser("office").get(f"/search/?q={quiet.number}"))["督导检查"] == 1
    assert hits(browser("community_a").get(f"/search/?q={quiet.number}")) == {}
    assert hits(browser("street_b").get(f"/search/?q={row.number}")) == {}


def test_lists_narrow(cast: Cast, browser) -> None:
    over = target_in(cast, "closed").inspection
    draft = drafted(cast, kind="on_site", title="实地检查")

    def found(name: str, query: str = "") -> set[int]:
        return {row.pk for row, _ in browser(name).get(f"/inspections/{query}").context["rows"]}

    assert found("office") == {over.pk, draft.pk}
    assert found("office", "?kind=on_site") == {draft.pk}
    assert found("office", "?waits=finish") == {over.pk}
    assert found("community_a") == found("street_a") == {over.pk}
    assert found("street_b") == set()


def test_the_papers_are_for_those_who_may_see_all_of_it(cast: Cast, browser) -> None:
    row = target_in(cast, "closed").inspection
    answer = browser("office").get(f"/inspections/{row.pk}/report/")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert Document(BytesIO(answer.content)).paragraphs
    for name in ("community_a", "street_b"):
        assert browser(name).get(f"/inspections/{row.pk}/report/").status_code == 404
        assert browser(name).get(f"/inspections/{row.pk}/sheet/").status_code == 404


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    row = prepared(cast, cast.community_a, cast.community_b, cast.unit_b)
    who = browser("office")
    who.get("/notices/unread/")  # the first request of a process finds its district
    with django_assert_max_num_queries(10):
        who.get("/inspections/")
    for address in (f"/inspections/{row.pk}/", "/inspections/new/", "/inspection-targets/"):
        with django_assert_max_num_queries(14):
            assert who.get(address).status_code == 200, address
