"""Evidence files: checked by content, kept once, served only to those who may see the claim."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.core.files.base import ContentFile

from core.errors import InvalidInput
from core.events import now
from core.permissions import Actor, ActorKind
from core.values import clean_text
from resources.models import Claim, Evidence

ACCEPTED = {
    "image/jpeg": "JPG 图片",
    "image/png": "PNG 图片",
    "image/webp": "WebP 图片",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文档",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格",
}
MOST_PER_CLAIM = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in: the name it had and its bytes."""

    name: str
    content: bytes


def evidence_keep(*, actor: Actor, claim: Claim, uploads: Sequence[Upload]) -> int:
    """Keep files with a locked claim; the same bytes twice are kept once. Called inside an action.

    Returns how many files the claim has now.

    All are checked before the first is written, so that a refusal leaves no file behind.
    """
    kept = set(claim.evidence.values_list("sha256", flat=True))
    rows: dict[str, tuple[Evidence, bytes]] = {}
    for upload in uploads:
        content_type = check_upload(upload)
        digest = hashlib.sha256(upload.content).hexdigest()
        if digest in kept:
            continue
        evidence = Evidence(
            claim=claim,
            name=clean_text(upload.name.replace("\\", "/").rsplit("/", 1)[-1], "evidence", "文件名", 200),
            content_type=content_type,
            size=len(upload.content),
            sha256=digest,
            uploaded_by_id=actor.id if actor.kind is not ActorKind.SYSTEM else None,
            uploaded_at=now(),
        )
        rows[digest] = evidence, upload.content
    if len(kept) + len(rows) > MOST_PER_CLAIM:
        raise InvalidInput(f"每次认领最多保存 {MOST_PER_CLAIM} 份佐证。", field="evidence")
    for evidence, content in rows.values():
        evidence.file.save(evidence.name, ContentFile(content), save=False)
    Evidence.objects.bulk_create([evidence for evidence, _ in rows.values()])
    return len(kept) + len(rows)


def check_upload(upload: Upload) -> str:
    """The file's type as its bytes tell it; ``InvalidInput`` if empty, too large or of another kind."""
    if not upload.content:
        raise InvalidInput(f"文件“{upload.name}”是空的，请重新选择。", field="evidence")
    limit = settings.EVIDENCE_MAX_BYTES
    if len(upload.content) > limit:
        raise InvalidInput(f"文件“{upload.name}”超过 {limit // 1024 // 1024} MB，请压缩后再上传。", field="evidence")
    kind = filetype.guess(upload.content)
    if kind is None or kind.mime not in ACCEPTED:
        names = "、".join(ACCEPTED.values())
        raise InvalidInput(f"文件“{upload.name}”的类型不受支持，请上传{names}。", field="evidence")
    return str(kind.mime)
