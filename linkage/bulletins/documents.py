"""The bulletin as a Word document in the form of GB/T 9704."""

import re

from core.documents.word import (
    finished,
    imprint,
    letterhead,
    new_document,
    signature,
    write_heading,
    write_paragraph,
)
from core.periods import SHANGHAI, day_in_words
from linkage.bulletins.models import Bulletin, BulletinReceipt
from tenants.org.models import Organization

# So many are named one by one; more are told by their number.
MOST_NAMED = 20
_HEADING = re.compile(r"^[一二三四五六七八九十]+、.{1,30}$")


def bulletin_document(row: Bulletin) -> bytes:
    """The bytes as ``.docx``; the same as long as the record is the same. A draft says that it is one."""
    document = new_document()
    issuer = issuer_of(row)
    letterhead(document, issuer, row.number or "（草稿，未编号）", row.title)
    receipts = list(row.receipts.select_related("organization", "unit"))
    places = [each for each in receipts if each.unit_id is None]
    units = [each for each in receipts if each.unit_id is not None]
    if places:
        write_paragraph(document, f"{_named(places, '个组织')}：", indent=False)
    for line in filter(None, map(str.strip, row.body.splitlines())):
        (write_heading if _HEADING.match(line) else write_paragraph)(document, line)
    files = list(row.files.all())
    if files:
        write_paragraph(document, "")
        for number, file in enumerate(files, start=1):
            write_paragraph(document, f"{'附件：' if number == 1 else '　　　'}{number}．{file.name}")
    moment = row.issued_at or row.created_at
    signature(document, issuer, day_in_words(moment.astimezone(SHANGHAI)))
    if units:
        imprint(document, f"抄送：{_named(units, '家驻区单位')}。")
    return finished(document, moment, title=row.title, author=str(row.organization), subject=row.get_kind_display())


def issuer_of(row: Bulletin) -> str:
    """发文机关: the committee of the district, the working committee of a street."""
    is_district = row.organization.level == Organization.Level.DISTRICT
    return f"中共{row.organization}{'委员会' if is_district else '工作委员会'}"


def _named(rows: list[BulletinReceipt], measure: str) -> str:
    names = "、".join(str(row.owner) for row in rows[:MOST_NAMED])
    return names if len(rows) <= MOST_NAMED else f"{names}等 {len(rows)} {measure}"
