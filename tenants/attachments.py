"""Files kept with a record: checked by content, kept once, served only to those who may see the record."""

from collections.abc import Sequence
from typing import TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models

from core.errors import InvalidInput
from core.events import now
from core.files import Upload, check_upload, digest_of, file_name
from core.permissions import Actor, ActorKind
from core.visibility import PartOf
from tenants.accounts.models import User

MOST_FILES = 20

A = TypeVar("A", bound="Attachment")


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """A path that tells nothing and cannot be guessed; the name people see is kept in the row."""
    owner = getattr(attachment, f"{attachment.OF}_id")
    return f"{attachment._meta.model_name}/{owner}/{attachment.sha256[:32]}"


class Attachment(PartOf, models.Model):
    """Base of the files of one kind of record, to which ``OF`` is the foreign key."""

    file = models.FileField("文件", upload_to=attachment_path, max_length=200)
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("大小", validators=[MaxValueValidator(settings.EVIDENCE_MAX_BYTES)])
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def attachments_keep(
    model: type[A], record: models.Model, uploads: Sequence[Upload], *, by: Actor, field: str = "evidence"
) -> list[A]:
    """Keep files with a saved record, at most ``MOST_FILES`` in all; the same bytes twice are kept once.

    Called inside an action that has locked the record or just made it. All are checked before the first is written, so
    that a refusal leaves no file behind.
    """
    if not uploads:
        return []
    kept = set(model._base_manager.filter(**{model.OF: record}).values_list("sha256", flat=True))
    had = len(kept)
    found: list[tuple[A, bytes]] = []
    for upload in uploads:
        row = model(
            content_type=check_upload(upload, field),
            name=file_name(upload.name, field),
            size=len(upload.content),
            sha256=digest_of(upload.content),
            uploaded_by_id=by.id if by.kind is not ActorKind.SYSTEM else None,
            uploaded_at=now(),
            **{model.OF: record},
        )
        if row.sha256 not in kept:
            kept.add(row.sha256)
            found.append((row, upload.content))
    if had + len(found) > MOST_FILES:
        raise InvalidInput(f"最多保存 {MOST_FILES} 份材料，请合并后再上传。", field=field)
    for row, content in found:
        row.file.save(row.name, ContentFile(content), save=False)
    return model._base_manager.bulk_create([row for row, _ in found])
