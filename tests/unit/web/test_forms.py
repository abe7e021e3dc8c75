"""The form framework: full sentences, nothing lost, one action."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.periods import today
from resources.models import Need

GOOD = {"title": "送餐", "category": "goods", "quantity": "20", "measure": "份", "due_on": ""}


@pytest.fixture
def good(cast):
    return {**GOOD, "due_on": str(today()), "owner": cast.community_a.pk}


def test_form_creates_and_leads_to_the_record(browser, good):
    response = browser("community_a").post("/samples/new/", good)
    need = Need.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/samples/{need.pk}/"
    assert need.title == "送餐"


def test_chosen_place_travels_through_the_form(browser, good, cast):
    code = cast.community_a.code
    response = browser("community_a").post(f"/samples/new/?place={code}", good)
    assert response["Location"].endswith(f"?place={code}")


def test_last_value_is_offered_again(browser, good):
    client = browser("community_a")
    client.post("/samples/new/", good)
    form = client.get("/samples/new/").context["form"]
    assert form["measure"].value() == "份"
    assert not form["title"].value()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "请填写名称。"),
        ("owner", "", "请选择提出方。"),
        ("owner", "999999", "这一项不存在或您无权查看，请重新选择。"),
        ("quantity", "许多", "请填写数字，例如 20 或 2.5。"),
        ("quantity", "0", "数量必须大于 0。"),
        ("quantity", "-3", "数量必须大于 0。"),
        ("quantity", "NaN", "请填写数字，例如 20 或 2.5。"),
        ("quantity", "1e400", "数字太大，请核对。"),
        ("quantity", "1.234", "最多两位小数。"),
        ("due_on", "明天", "请填写正确的日期，例如 2026-10-12。"),
    ],
)
def test_mistakes_are_told_in_a_sentence_and_kept(browser, good, field, value, said):
    response = browser("community_a").post("/samples/new/", {**good, field: value})
    assert response.status_code == 422
    assert said in response.context["form"].errors[field]
    assert said in response.content.decode()
    assert 'value="份"' in response.content.decode(), "the rest stays as typed"
    assert Need.objects.count() == 0


def test_refusal_of_the_action_stands_beside_its_field(browser, good):
    response = browser("community_a").post("/samples/new/", {**good, "due_on": "2020-01-01"})
    assert response.status_code == 422
    assert "due_on" in response.context["form"].errors


def test_folded_field_with_a_mistake_is_unfolded(browser, good):
    response = browser("community_a").post("/samples/new/", {**good, "description": "长" * 21})
    assert response.context["form"].more_open
    assert '<details class="more-fields" open>' in response.content.decode()


def test_files_are_limited_in_number_and_size(browser, good, settings):
    settings.EVIDENCE_MAX_BYTES = 10
    client = browser("community_a")

    def send(*files: SimpleUploadedFile):
        return client.post("/samples/new/", {**good, "files": list(files)}).context["form"].errors["files"]

    small = [SimpleUploadedFile(f"{number}.png", b"x") for number in range(3)]
    assert send(*small) == ["一次最多上传 2 个文件。"]
    assert "请压缩后再上传" in send(SimpleUploadedFile("大.png", b"x" * 11))[0]


def test_form_is_only_for_those_who_may(browser):
    response = browser("leader").get("/samples/new/")
    assert response.status_code == 403
    assert "填报资源和需求" in response.content.decode()
