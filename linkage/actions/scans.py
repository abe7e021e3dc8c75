"""盖章扫描件: the sealed paper, kept for the parties."""

from collections.abc import Sequence

import filetype

from core.errors import InvalidInput, NotAllowed, WrongState
from core.events import action, record
from core.files import Upload
from core.permissions import Actor, Perm
from core.transitions import lock
from linkage.models import Agreement, AgreementScan
from linkage.sides import sides
from tenants.attachments import attachments_keep

PAPER = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})


@action
def agreement_scan(*, actor: Actor, agreement: Agreement, papers: Sequence[Upload]) -> list[AgreementScan]:
    """Keep scans of the sealed paper with a signed agreement, by a party. The same bytes twice are kept once.

    Raises ``InvalidInput`` for anything but pictures and PDF, by the bytes themselves, and ``WrongState`` for an
    agreement that is not signed.
    """
    if not sides(actor, agreement, Perm.AGREEMENT_SIGN):
        raise NotAllowed("只有协议各方可以上传盖章扫描件。")
    fresh = lock(agreement)
    if fresh.signed_at is None:
        raise WrongState("协议签署后才能上传盖章扫描件。", field="status")
    for upload in papers:
        kind = filetype.guess(upload.content)
        if kind is not None and kind.mime not in PAPER:
            raise InvalidInput(f"文件“{upload.name}”不是扫描件，请上传 PDF 或 JPG、PNG、WebP 图片。", field="papers")
    rows = attachments_keep(AgreementScan, fresh, papers, by=actor, field="papers")
    if not rows:
        raise InvalidInput("请选择要上传的扫描件；已经保存过的文件不重复保存。", field="papers")
    AgreementScan.objects.filter(pk__in=[row.pk for row in rows]).update(by_label=actor.label[:120])
    data = {"note": "、".join(row.name for row in rows)[:500], "sha256": [row.sha256 for row in rows]}
    record("agreement.scan", actor=actor, subject=fresh, data=data)
    return rows
