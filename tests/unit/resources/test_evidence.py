"""Evidence: what is refused leaves no file, and the same bytes are kept once."""

from pathlib import Path

import pytest
from cast import Cast
from django.conf import settings
from samples import photo
from stories import claim_in

from core.errors import InvalidInput
from core.files import Upload
from resources.actions.claims import claim_fulfil, claim_return
from resources.files import MOST_PER_CLAIM


def kept() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_refused_upload_leaves_no_file(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed")
    for uploads in ([photo(1), Upload("脚本.html", b"<script>alert(1)</script>")], [photo(1), Upload("空.png", b"")]):
        with pytest.raises(InvalidInput):
            claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="完成", evidence=uploads)
        assert kept() == []
    uploads = [photo(shade) for shade in range(MOST_PER_CLAIM + 1)]
    with pytest.raises(InvalidInput, match="最多保存"):
        claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="完成", evidence=uploads)
    assert kept() == []


def test_the_same_bytes_are_kept_once(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed")
    uploads = [photo(1), photo(1), photo(2)]
    claim = claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="完成", evidence=uploads)
    claim = claim_return(actor=cast.actor("community_a"), claim=claim, reason="缺签到表")
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="补充了", evidence=[photo(2), photo(3)])
    assert claim.evidence.count() == 3
    assert len(kept()) == 3


def test_a_file_is_found_under_its_district_and_by_no_name_that_tells(cast: Cast) -> None:
    claim = claim_in(cast, "confirmed")
    upload = Upload("../../张三的身份证.png", photo(1).content)
    claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="完成", evidence=[upload])
    evidence = claim.evidence.get()
    assert evidence.name == "张三的身份证.png"
    (path,) = kept()
    assert path.relative_to(settings.MEDIA_ROOT).parts == ("jingan", "evidence", str(claim.pk), evidence.sha256[:32])
