"""Secretaries' projects on pages."""

from io import BytesIO

from cast import Cast
from openpyxl import load_workbook
from project_stories import WORDS, project_in
from stories import in_days

from core.periods import today
from linkage.secretaryprojects.models import SecretaryProject


def verbs(page: object) -> list[str]:
    return [act.verb for act, _ in page.context["acts"]]


def test_from_the_gap_to_the_approval(cast: Cast, browser) -> None:
    mine, office = browser("street_a"), browser("office")
    page = mine.get("/secretaryprojectgaps/?waits=apply")
    ((place, url),) = page.context["rows"]
    assert place == cast.street_a
    assert mine.get(url).context["form"]["organization"].value() == str(cast.street_a.pk)
    sent = {**WORDS, "organization": cast.street_a.pk, "year": today().year, "due_on": in_days(90).isoformat()}
    assert mine.post("/secretaryprojects/new/", sent).status_code == 302
    page = mine.post("/secretaryprojects/new/", sent)
    assert page.status_code == 422
    assert "每年只报一个" in page.text
    project = SecretaryProject.objects.get()
    address = f"/secretaryprojects/{project.pk}/"
    assert verbs(mine.get(address)) == ["submit", "withdraw"]
    changed = {**WORDS, "title": "停车难", "due_on": in_days(80).isoformat(), "version": project.version}
    assert mine.post(f"{address}edit/", changed).status_code == 302
    mine.post(f"{address}submit/")
    assert [row.pk for row, _ in office.get("/secretaryprojects/?waits=review").context["rows"]] == [project.pk]
    assert verbs(office.get(address)) == ["approve", "return"]
    office.post(f"{address}approve/", {"note": "同意"})
    assert {"write", "report"} <= set(verbs(mine.get(address)))
    # Not before all four parts are written.
    assert "conclude" not in verbs(mine.get(address))
    assert browser("street_b").get(address).status_code == 404


def test_parts_are_written_and_the_book_is_read(cast: Cast, browser) -> None:
    project = project_in(cast, "running")
    address = f"/secretaryprojects/{project.pk}/"
    mine = browser("street_a")
    mine.post(f"{address}write/", {"kind": "report", "text": "调研报告正文"})
    assert "调研报告正文" in mine.get(address).text
    page = mine.post(f"{address}conclude/")
    assert page.status_code == 422
    assert "还没有填写：创造一条经验、打造一个标杆" in page.text
    assert mine.get(f"{address}file/").content[:2] == b"PK"
    assert browser("street_b").get(f"{address}file/").status_code == 404
    book = load_workbook(BytesIO(mine.get("/secretaryprojects/?export=xlsx").getvalue()))
    assert book.worksheets[0].max_row == 2


def test_pages_keep_their_budget(cast: Cast, browser, django_assert_max_num_queries) -> None:
    project = project_in(cast, "running")
    for name, addresses in (
        ("office", ("/secretaryprojects/", f"/secretaryprojects/{project.pk}/", "/secretaryprojectgaps/")),
        ("street_a", ("/secretaryprojects/new/",)),
    ):
        who = browser(name)
        who.get("/notices/unread/")  # the first request of a process finds its district
        for address in addresses:
            with django_assert_max_num_queries(12):
                assert who.get(address).status_code == 200, address
