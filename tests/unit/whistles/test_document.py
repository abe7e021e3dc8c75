"""吹哨派单: the sheet by which a street calls departments, the same bytes for the same record."""

from io import BytesIO
from typing import Any

import pytest
from callers import person
from cast import Cast
from django.test import Client
from docx import Document
from whistle_stories import whistle_in

from core.errors import WrongState
from linkage.whistles.document import whistle_document


def words_of(content: bytes) -> tuple[str, list[list[str]]]:
    document: Any = Document(BytesIO(content))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join(line.text for line in document.paragraphs), rows


def signed_in(cast: Cast, name: str) -> Client:
    client = Client(HTTP_HOST="jingan.localhost")
    client.force_login(cast.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_it_says_who_is_called_for_what_and_by_when(cast: Cast) -> None:
    row = whistle_in(cast, "assigned")
    content = whistle_document(row)
    assert content == whistle_document(row)
    words, rows = words_of(content)
    for told in ("江宁路街道吹哨派单", row.number, "关于“东门夜间占道经营”的吹哨派单", "新安居委会", "较急"):
        assert told in words, told
    assert "区公安分局、区绿化和市容管理局：" in words
    assert [line[:2] for line in rows[1:]] == [["区公安分局", "牵头"], ["区绿化和市容管理局", "配合"]]
    assert f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日前办结" in words
    assert "办理情况" not in words


def test_the_sheet_of_what_is_over_is_its_record(cast: Cast) -> None:
    words, rows = words_of(whistle_document(whistle_in(cast, "closed")))
    assert "区公安分局：已解决。联合执法，清理摊位" in words
    assert "评哨得分" in words
    assert {line[-1] for line in rows[1:]} == {"已评哨"}


def test_there_is_none_before_departments_are_called(cast: Cast) -> None:
    row = whistle_in(cast, "blown")
    with pytest.raises(WrongState, match="分派应哨部门以后"):
        whistle_document(row)
    office = signed_in(cast, "office")
    assert office.get(f"/whistles/{row.pk}/sheet/").status_code == 404
    assert "吹哨派单 Word" not in office.get(f"/whistles/{row.pk}/").text
    answer = person(cast.users["office"]).ask("{ whistles(first: 1) { nodes { documentUrl } } }")
    assert answer["whistles"]["nodes"] == [{"documentUrl": None}]


def test_it_is_for_those_who_see_the_matter(cast: Cast) -> None:
    row = whistle_in(cast, "assigned")
    for name in ("office", "street_a", "community_a", "department"):
        answer = signed_in(cast, name).get(f"/whistles/{row.pk}/sheet/")
        assert answer.status_code == 200, name
        assert answer["Cache-Control"] == "private, no-store"
        assert ".docx" in answer["Content-Disposition"]
    assert signed_in(cast, "street_b").get(f"/whistles/{row.pk}/sheet/").status_code == 404
    assert "吹哨派单 Word" in signed_in(cast, "department").get(f"/whistles/{row.pk}/").text
    asked = person(cast.users["department"]).ask("{ whistles(first: 1) { nodes { documentUrl } } }")
    (found,) = asked["whistles"]["nodes"]
    answer = Client(HTTP_HOST="jingan.localhost").get(found["documentUrl"])
    assert b"".join(answer.streaming_content) == whistle_document(row)
