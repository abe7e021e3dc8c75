"""Photos of facilities: uploaded, shown, taken away; pictures only, and for those alone who see the entry."""

from typing import Any

import pytest
from callers import gid, person
from cast import Cast
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from emerging import facility_of, photo_of
from samples import png

from core.models import Event
from linkage.facilities.models import FacilityPhoto


def picture(seed: int = 0, name: str = "活动室.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, png(seed), content_type="image/png")


def test_photos_are_shown_and_taken_away(
    cast: Cast, browser, django_assert_max_num_queries, django_capture_on_commit_callbacks: Any
) -> None:
    entry = facility_of(cast)
    community = browser("community_a")
    address = f"/facilities/{entry.pk}/"
    assert "还没有照片" in community.get(address).text
    assert [act.verb for act, _ in community.get(address).context["acts"]] == ["photograph"]
    both = {"photos": [picture(1), picture(2, "大厅.png")], "room": "members"}
    assert community.post(f"{address}photograph/", both).status_code in (200, 302)
    assert community.post(f"{address}photograph/", {"photos": [picture(1)], "room": ""}).status_code in (200, 302)
    rows = list(FacilityPhoto.objects.order_by("pk"))
    assert [(row.name, row.shows) for row in rows] == [("活动室.png", "党员活动室"), ("大厅.png", "党员活动室")]
    street = browser("street_a")
    street.get("/notices/unread/")  # the first request of a process finds its district
    with django_assert_max_num_queries(12):
        page = street.get(address)
    assert f"/facilities/photos/{rows[0].pk}/?show=1" in page.text
    shown = browser("leader").get(f"/facilities/photos/{rows[0].pk}/?show=1")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert "attachment" not in shown["Content-Disposition"]
    for name in ("street_b", "community_b", "unit_a", "department"):
        assert browser(name).get(f"/facilities/photos/{rows[0].pk}/").status_code == 404, name
    assert "上传照片" not in browser("member").get(address).text

    path = rows[0].file.name
    no_reason = community.post(f"{address}remove-photo/", {"photo": rows[0].pk, "reason": ""})
    assert no_reason.status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        community.post(f"{address}remove-photo/", {"photo": rows[0].pk, "reason": "已重新装修"})
    assert list(FacilityPhoto.objects.all()) == [rows[1]]
    assert not default_storage.exists(path)
    assert default_storage.exists(rows[1].file.name)
    assert Event.objects.for_subject(entry).filter(verb="facility.remove_photo", data__name="活动室.png").exists()
    assert community.post(f"{address}remove-photo/", {"photo": rows[0].pk, "reason": "再删"}).status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("台账.png", b"%PDF-1.4\n%abc\n", "不是照片"),
        ("脚本.png", b"<script>alert(1)</script>", "类型不受支持"),
        ("空.png", b"", "空"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_content(
    cast: Cast, browser, name: str, content: bytes, words: str
) -> None:
    entry = facility_of(cast)
    sent = {"photos": [picture(1), SimpleUploadedFile(name, content, content_type="image/png")], "room": ""}
    page = browser("community_a").post(f"/facilities/{entry.pk}/photograph/", sent)
    assert page.status_code == 422
    assert words in page.text
    assert not FacilityPhoto.objects.exists()


def test_through_the_interface(cast: Cast) -> None:
    photo = photo_of(cast)
    text = """query ($id: ID!) { facility(id: $id) {
        photos { nodes { id room name contentType size url facility { id } } } } }"""
    told = person(cast.users["leader"]).ask(text, id=gid(photo.facility))["facility"]["photos"]["nodes"]
    assert [(each["room"], each["contentType"], each["facility"]["id"]) for each in told] == [
        ("OFFICE", "image/png", gid(photo.facility))
    ]
    opened = person(cast.users["unit_a"]).get(told[0]["url"])
    assert (opened.status_code, opened["Content-Type"]) == (200, "image/png"), "the address itself is the key"
    assert person(cast.users["street_b"]).ask("{ facilityPhotos { totalCount } }")["facilityPhotos"]["totalCount"] == 0
    payload = person(cast.users["street_b"]).do("facilityphotoRemove", "facility { id }", id=gid(photo), reason="删")
    assert payload["errors"][0]["code"] == "NOT_FOUND"
    payload = person(cast.users["member"]).do("facilityphotoRemove", "facility { id }", id=gid(photo), reason="删")
    assert payload["errors"][0]["code"] == "NOT_ALLOWED"
    payload = person(cast.users["street_a"]).do(
        "facilityphotoRemove", "facility { photos { totalCount } }", id=gid(photo), reason="已重新装修"
    )
    assert payload["facility"]["photos"]["totalCount"] == 0
