"""The loop walked by forms, in both directions, each person seeing only the buttons that are theirs."""

from datetime import timedelta

from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import png

from core.periods import today
from resources.models import Claim, Evidence, Need, Resource


def form_of(response):
    return response.context["form"]


def need_values(**changes):
    return {
        "title": "周末操场开放",
        "category": "venue",
        "quantity": "30",
        "measure": "小时",
        "due_on": (today() + timedelta(days=20)).isoformat(),
        **changes,
    }


def test_a_community_publishes_and_a_unit_helps(cast: Cast, browser) -> None:
    community, street, unit = browser("community_a"), browser("street_a"), browser("unit_a")
    page = community.get("/needs/new/")
    assert form_of(page)["owner"].initial == f"place-{cast.community_a.pk}"
    answer = community.post("/needs/new/", need_values(owner=f"place-{cast.community_a.pk}"))
    need = Need.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/needs/{need.pk}/")
    assert need.status == "submitted"

    assert "审核通过" not in community.get(f"/needs/{need.pk}/").text
    assert "审核通过" in street.get(f"/needs/{need.pk}/").text
    assert unit.get(f"/needs/{need.pk}/").status_code == 404
    assert street.post(f"/needs/{need.pk}/publish/", {"version": need.version}).status_code == 302

    assert f"/claims/new/?need={need.pk}" in unit.get(f"/needs/{need.pk}/").text
    page = unit.get(f"/claims/new/?need={need.pk}")
    assert form_of(page)["quantity"].initial == 30
    too_many = unit.post(f"/claims/new/?need={need.pk}", {"claimant": f"unit-{cast.unit_a.pk}", "quantity": "31"})
    assert too_many.status_code == 422
    assert "只剩 30 小时可认领，请改为不超过 30 小时" in form_of(too_many).errors["quantity"][0]
    unit.post(f"/claims/new/?need={need.pk}", {"claimant": f"unit-{cast.unit_a.pk}", "quantity": "20"})
    claim = Claim.objects.get()

    assert "确认认领" not in community.get(f"/claims/{claim.pk}/").context["acts"]
    assert [act.verb for act, _ in street.get(f"/claims/{claim.pk}/").context["acts"]] == ["confirm", "decline"]
    street.post(f"/claims/{claim.pk}/confirm/", {"version": claim.version})

    asked = unit.get(f"/claims/{claim.pk}/fulfil/")
    assert asked.context["form"]["quantity"].value() == "20"
    bare = unit.post(f"/claims/{claim.pk}/fulfil/", {"outcome": "开放四个周末", "quantity": "20"})
    assert "请至少上传一份佐证" in form_of(bare).errors["evidence"][0]
    assert form_of(bare)["outcome"].value() == "开放四个周末"
    file = SimpleUploadedFile("现场.png", png(), content_type="image/png")
    unit.post(f"/claims/{claim.pk}/fulfil/", {"outcome": "开放四个周末", "quantity": "20", "evidence": file})

    community.post(f"/claims/{claim.pk}/evaluate/", {"score": "5", "words": "很好"})
    assert "evaluate" not in [act.verb for act, _ in community.get(f"/claims/{claim.pk}/").context["acts"]]
    low = unit.post(f"/claims/{claim.pk}/evaluate/", {"score": "1"})
    assert "words" in form_of(low).errors
    unit.post(f"/claims/{claim.pk}/evaluate/", {"score": "4"})
    claim.refresh_from_db()
    assert claim.status == Claim.Status.CLOSED
    page = unit.get(f"/claims/{claim.pk}/")
    assert next(line.what for line in page.context["history"]) == "双方评价完毕，认领办结 20小时"
    assert page.context["acts"] == []


def test_a_unit_offers_and_a_community_claims(cast: Cast, browser) -> None:
    community, street, unit = browser("community_a"), browser("street_a"), browser("unit_a")
    unit.post("/resources/new/", need_values(owner=f"unit-{cast.unit_a.pk}", title="报告厅开放", then="keep"))
    resource = Resource.objects.get()
    assert resource.status == "draft"
    assert street.get(f"/resources/{resource.pk}/").status_code == 404
    changed = unit.post(
        f"/resources/{resource.pk}/edit/", need_values(title="报告厅周末开放", version=resource.version)
    )
    assert changed.status_code == 302
    resource.refresh_from_db()
    assert (resource.title, resource.status) == ("报告厅周末开放", "submitted")
    street.post("/resources/", {"act": "publish", "pk": [resource.pk]})
    page = community.get(f"/claims/new/?resource={resource.pk}")
    assert form_of(page)["claimant"].initial == f"place-{cast.community_a.pk}"
    community.post(
        f"/claims/new/?resource={resource.pk}", {"claimant": f"place-{cast.community_a.pk}", "quantity": "30"}
    )
    claim = Claim.objects.get()
    assert "confirm" not in [act.verb for act, _ in street.get(f"/claims/{claim.pk}/").context["acts"]]
    unit.post("/claims/", {"act": "confirm", "pk": [claim.pk]})
    file = SimpleUploadedFile("签到.png", png(), content_type="image/png")
    unit.post(f"/claims/{claim.pk}/fulfil/", {"outcome": "开放三次", "quantity": "30", "evidence": file})
    unit.post(f"/claims/{claim.pk}/evaluate/", {"score": "5"})
    community.post(f"/claims/{claim.pk}/evaluate/", {"score": "5"})
    resource.refresh_from_db()
    assert resource.status == Resource.Status.CLOSED


def test_evidence_is_for_both_sides_only(cast: Cast, browser, make) -> None:
    make.claim(state="fulfilled")
    evidence = Evidence.objects.get()
    answer = browser("unit_a").get(f"/evidence/{evidence.pk}/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == png()
    shown = browser("street_a").get(f"/evidence/{evidence.pk}/?show=1")
    assert shown["Content-Disposition"].startswith("inline")
    assert "sandbox" in shown["Content-Security-Policy"]
    for name in ("unit_b", "street_b", "community_b", "system"):
        assert browser(name).get(f"/evidence/{evidence.pk}/").status_code == 404


def test_refusals_stand_beside_the_field_and_keep_what_was_typed(cast: Cast, browser) -> None:
    answer = browser("community_a").post("/needs/new/", need_values(due_on="2020-01-01", quantity="零"))
    assert answer.status_code == 422
    assert form_of(answer).errors["quantity"] == ["请填写数字，例如 20 或 2.5。"]
    assert form_of(answer).errors["owner"] == ["请选择发布方。"]
    assert form_of(answer)["title"].value() == "周末操场开放"
    late = browser("community_a").post(
        "/needs/new/", need_values(due_on="2020-01-01", owner=f"place-{cast.community_a.pk}")
    )
    assert form_of(late).errors["due_on"] == ["截止日期不能早于今天。"]
    other = browser("community_a").post("/needs/new/", need_values(owner=f"place-{cast.community_b.pk}"))
    assert "无权选择" in form_of(other).errors["owner"][0]
    assert not Need.objects.exists()


def test_round_quantities_stand_as_people_write_them(cast: Cast, browser, make) -> None:
    need = make.listing(quantity=1200)
    assert 'value="1200"' in browser("unit_a").get(f"/claims/new/?need={need.pk}").text
