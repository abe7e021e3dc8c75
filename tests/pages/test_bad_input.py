"""Whatever is sent to a form of the loop, the answer is a sentence in Chinese or a page of its own, never a fault."""

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile

from linkage.models import Agreement
from resources.models import Claim, Need, Resource
from tenants.org.models import ResidentUnit
from tests.pages.test_agreements import draft_values

BAD = (
    "a\0b",
    "-1",
    "1e999999",
    "NaN",
    "9" * 400,
    "9999-12-31",
    "place-999999999999999999999999",
    "<script>𠮷野家😀%s",
    "字" * 30_000,
)


def pages(make, cast: Cast, browser) -> dict[str, str]:
    """Every address of the loop that takes a form, with who sends it."""
    draft, open_need = make.listing(state="draft"), make.listing()
    waiting, running = make.claim(open_need), make.claim(state="confirmed")
    done = make.claim(state="fulfilled")
    browser("street_a").post("/agreements/new/", draft_values(cast))
    agreement = Agreement.objects.get()
    return {
        "/needs/new/": "community_a",
        "/resources/new/": "unit_a",
        "/units/new/": "street_a",
        "/agreements/new/": "street_a",
        f"/needs/{draft.pk}/edit/": "community_a",
        f"/needs/{open_need.pk}/withdraw/": "community_a",
        f"/units/{cast.unit_a.pk}/edit/": "street_a",
        f"/units/{cast.unit_a.pk}/retire/": "street_a",
        f"/claims/new/?need={open_need.pk}": "unit_a",
        f"/claims/{waiting.pk}/confirm/": "street_a",
        f"/claims/{waiting.pk}/decline/": "street_a",
        f"/claims/{running.pk}/fulfil/": "unit_a",
        f"/claims/{running.pk}/release/": "unit_a",
        f"/claims/{done.pk}/evaluate/": "unit_a",
        f"/claims/{done.pk}/return/": "community_a",
        f"/agreements/{agreement.pk}/edit/": "street_a",
        f"/agreements/{agreement.pk}/discard/": "street_a",
        f"/agreements/{agreement.pk}/sign/": "street_a",
        "/units/import/": "street_a",
        "/needs/import/": "community_a",
        "/workbench/": "street_a",
        "/claims/": "street_a",
    }


def names_of(page) -> list[str]:
    form = (page.context or {}).get("form")
    parts = [row for rows in getattr(form, "rows", ()) for row in rows] if form else []
    names = [name for one in (form, *parts) if one for name in (one.add_prefix(field) for field in one.fields)]
    return [*names, "version", "act", "pk", "list", "sheet", "then", "parties-TOTAL_FORMS", "commitments-INITIAL_FORMS"]


def test_no_form_falls_over(cast: Cast, browser, make) -> None:
    counts = [model.objects.count() for model in (Need, Resource, Claim, ResidentUnit)]
    for path, who in pages(make, cast, browser).items():
        client = browser(who)
        names = names_of(client.get(path))
        for value in BAD:
            answer = client.post(path, dict.fromkeys(names, value))
            assert answer.status_code in (200, 302, 403, 404, 422), (path, value[:20])
            assert "Traceback" not in answer.text
    made = [model.objects.count() for model in (Need, Resource, Claim, ResidentUnit)]
    assert made == [counts[0] + 4, counts[1], counts[2] + 3, counts[3]]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.png", b"", "空"),
        ("脚本.png", b"<script>alert(1)</script>", "类型不受支持"),
        ("网页.html", b"<!doctype html><p>hello</p>", "类型不受支持"),
        ("程序.pdf", b"MZ\x90\x00", "类型不受支持"),
    ],
)
def test_files_that_show_nothing_are_refused(cast: Cast, browser, make, name, content, says) -> None:
    claim = make.claim(state="confirmed")
    file = SimpleUploadedFile(name, content, content_type="image/png")
    answer = browser("unit_a").post(
        f"/claims/{claim.pk}/fulfil/", {"outcome": "好", "quantity": "10", "evidence": file}
    )
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors["evidence"])
    assert not claim.evidence.exists()


def test_a_stale_page_says_so(cast: Cast, browser, make) -> None:
    claim = make.claim()
    seen = claim.version
    browser("street_a").post(f"/claims/{claim.pk}/confirm/", {"version": seen})
    late = browser("street_a").post(f"/claims/{claim.pk}/decline/", {"version": seen, "reason": "人手不够"})
    assert late.status_code == 422
    assert "刚被其他人修改过" in late.text
