"""Evidence files: checked by content, kept once, served only to those who may see the claim."""

from collections.abc import Iterator, Sequence

from django.core.files.base import ContentFile, File

from core.errors import InvalidInput
from core.events import now
from core.files import Upload, check_upload, digest_of, file_name
from core.permissions import Actor, ActorKind
from resources.models import Claim, Evidence, StagedFile

MOST_PER_CLAIM = 20


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
