"""Evidence files: checked by content, kept once, served only to those who may see the claim."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import filetype
from django.conf import settings
from django.core.files.base import ContentFile, File

from core.errors import InvalidInput
from core.events import now
from core.permissions import Actor, ActorKind
from core.values import clean_text
from resources.models import Claim, Evidence, StagedFile

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


def evidence_keep(*, actor: Actor, claim: Claim, uploads: Sequence[Upload], staged: Sequence[StagedFile] = ()) -> int:
    """Keep files with a locked claim; the same bytes twice are kept once. Called inside an action.

    ``staged`` files are locked and were checked when they were received. Returns how many files the claim has now.

    All are checked before the first is written, so that a refusal leaves no file behind.
    """
    kept = set(claim.evidence.values_list("sha256", flat=True))
    rows: dict[str, tuple[Evidence, File[bytes]]] = {}
    for found, content in (*_checked(uploads), *_opened(staged)):
        if found.sha256 in kept:
            continue
        found.claim = claim
        found.uploaded_by_id = actor.id if actor.kind is not ActorKind.SYSTEM else None
        found.uploaded_at = now()
        rows[found.sha256] = found, content
    if len(kept) + len(rows) > MOST_PER_CLAIM:
        raise InvalidInput(f"每次认领最多保存 {MOST_PER_CLAIM} 份佐证。", field="evidence")
    for evidence, content in rows.values():
        evidence.file.save(evidence.name, content, save=False)
    Evidence.objects.bulk_create([evidence for evidence, _ in rows.values()])
    return len(kept) + len(rows)


def _checked(uploads: Sequence[Upload]) -> Iterator[tuple[Evidence, "File[bytes]"]]:
    for upload in uploads:
        evidence = Evidence(
            content_type=check_upload(upload),
            name=file_name(upload.name, "evidence"),
            size=len(upload.content),
            sha256=digest_of(upload.content),
        )
        yield evidence, ContentFile(upload.content)


def _opened(staged: Sequence[StagedFile]) -> Iterator[tuple[Evidence, "File[bytes]"]]:
    for each in staged:
        evidence = Evidence(content_type=each.content_type, name=each.name, size=each.size, sha256=each.sha256)
        # Opened when it is copied, piece by piece: twenty large files do not lie in memory together.
        yield evidence, each.file


def file_name(name: str, field: str) -> str:
    """The name without any folders, as people are shown it; never part of a path."""
    return clean_text(name.replace("\\", "/").rsplit("/", 1)[-1], field, "文件名", 200)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check_size(name: str, size: int, field: str = "evidence") -> None:
    """``InvalidInput`` for a file that is empty or too large."""
    if size <= 0:
        raise InvalidInput(f"文件“{name}”是空的，请重新选择。", field=field)
    limit = settings.EVIDENCE_MAX_BYTES
    if size > limit:
        raise InvalidInput(f"文件“{name}”超过 {limit // 1024 // 1024} MB，请压缩后再上传。", field=field)


def check_upload(upload: Upload, field: str = "evidence") -> str:
    """The file's type as its bytes tell it; ``InvalidInput`` if empty, too large or of another kind."""
    check_size(upload.name, len(upload.content), field)
    kind = filetype.guess(upload.content)
    if kind is None or kind.mime not in ACCEPTED:
        names = "、".join(ACCEPTED.values())
        raise InvalidInput(f"文件“{upload.name}”的类型不受支持，请上传{names}。", field=field)
    return str(kind.mime)
