"""Views of lists that a person saves: tabs above the list, the default one, and nobody else's business."""

import pytest
from cast import Cast

from tenants.preferences.models import SavedView

NEW = "/views/new/?list=needs&query=status%3Dsubmitted%26page%3D3%26nonsense%3D1"


def test_saved_opened_renamed_preferred_and_dropped(cast: Cast, browser, make, django_assert_max_num_queries) -> None:
    make.listing(state="submitted", title="待审的义诊")
    make.listing(title="已发布的讲座")
    street = browser("street_a")
    assert "存为视图" not in street.get("/needs/").text
    assert "存为视图" in street.get("/needs/?status=submitted").text
    made = street.post(NEW, {"name": "待审核", "is_default": "on"})
    assert made.url == "/needs/?status=submitted"
    view = SavedView.objects.get()
    assert (view.user, view.page, view.query) == (cast.users["street_a"], "needs", "status=submitted")
    assert view.is_default
    with django_assert_max_num_queries(12):
        page = street.get(f"/needs/?place={cast.street_a.code}")
    assert [(str(one), url, on) for one, url, on in page.context["tabs"]] == [
        ("待审核", f"/needs/?place={cast.street_a.code}&status=submitted", False)
    ]
    assert street.get("/needs/?view=mine").url == "/needs/?status=submitted"
    assert len(street.get("/needs/").context["rows"]) == 2, "a bare link shows all: figures lead there"
    street.post(f"/views/{view.pk}/unprefer/")
    assert street.get("/needs/?view=mine").url == "/needs/"
    street.post(f"/views/{view.pk}/rename/", {"name": "今天要审的"})
    assert "今天要审的" in street.get("/views/").text
    street.post(f"/views/{view.pk}/prefer/")
    view.refresh_from_db()
    assert (view.name, view.is_default) == ("今天要审的", True)
    street.post(f"/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_mistakes_keep_what_was_typed(cast: Cast, browser) -> None:
    street = browser("street_a")
    street.post(NEW, {"name": "待审核"})
    again = street.post(NEW, {"name": "待审核"})
    assert again.status_code == 422
    assert "已有名为“待审核”的视图" in again.context["form"].errors["name"][0]
    assert street.post("/views/new/?list=needs&query=", {"name": "空的"}).status_code == 422
    assert street.post(NEW, {"name": "长" * 31}).status_code == 422
    for address in ("/views/new/", "/views/new/?list=home", "/views/new/?list=need", "/views/new/?list=%00"):
        assert street.get(address).status_code == 404
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["street_b", "leader", "system"])
def test_nobody_elses_business(cast: Cast, browser, name) -> None:
    browser("street_a").post(NEW, {"name": "待审核"})
    view = SavedView.objects.get()
    other = browser(name)
    assert other.get(f"/views/{view.pk}/").status_code == 404
    assert other.post(f"/views/{view.pk}/delete/").status_code == 404
    assert other.get("/needs/?status=submitted").context["tabs"] == []
    assert SavedView.objects.filter(pk=view.pk).exists()
