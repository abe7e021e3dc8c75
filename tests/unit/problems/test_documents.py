"""The papers of the ladder: what stands in them, and when there is none."""

import io
import zipfile

import pytest
from cast import Cast
from oversight import accountability_in

from core.errors import WrongState
from linkage.supervision.document import accountability_document, accountability_title
from linkage.supervision.models import Accountability


def words_of(made: Accountability) -> str:
    row = Accountability.objects.select_related("organization", "issuer").get(pk=made.pk)
    content = accountability_document(row)
    assert content == accountability_document(row)
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


@pytest.mark.parametrize(("kind", "title"), [("talk", "约谈通知书"), ("adjust", "组织调整建议书")])
def test_what_is_due_is_called_for(cast: Cast, kind: str, title: str) -> None:
    made = accountability_in(cast, "due", kind=kind)
    assert accountability_title(made) == title
    words = words_of(made)
    for expected in (title, str(cast.street_a), str(cast.community_a), made.subject_label):
        assert expected in words


@pytest.mark.parametrize(("kind", "title"), [("talk", "约谈记录"), ("adjust", "组织调整记录")])
def test_what_is_done_is_recorded(cast: Cast, kind: str, title: str) -> None:
    made = accountability_in(cast, "done", kind=kind)
    words = words_of(made)
    for expected in (title, made.person, made.held_by, made.result):
        assert expected in words


def test_what_was_waived_has_none(cast: Cast) -> None:
    with pytest.raises(WrongState, match="不予办理"):
        accountability_document(accountability_in(cast, "waived"))
