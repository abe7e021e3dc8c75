"""Sending a file ahead of the record that it will belong to: announce it, send its bytes, use it once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Count, Min, Sum

from core.errors import InvalidInput, NotAllowed, OverQuota, WrongState
from core.events import action, now, record
from core.files import Upload, check_size, check_upload, digest_of, file_name
from core.periods import SHANGHAI
from core.permissions import READING, Actor
from core.verbs import register
from resources.models import StagedFile
from tenants.accounts.models import User

register({"upload.create": "申请上传文件", "upload.receive": "上传文件"})

HOUR = timedelta(hours=1)
FILES_PER_HOUR = 200
BYTES_PER_HOUR = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a caller may still announce within the hour."""

    files: int
    bytes: int


@action
def upload_create(*, actor: Actor, name: str, size: int) -> tuple[StagedFile, Allowance]:
    """Announce a file of so many bytes, and say how much more may be announced within the hour.

    For whoever may do more than look; which record it will belong to is not known yet. Raises ``OverQuota`` beyond
    ``FILES_PER_HOUR`` or ``BYTES_PER_HOUR``. The event is one of the sender's account, as that of the bytes is.
    """
    sender = _sender(actor)
    title = file_name(name, "name")
    check_size(title, size, "size")
    # One at a time for each sender, so that many at once do not all find room.
    user = User.objects.select_for_update(no_key=True).get(pk=sender)
    left = _take(sender, size)
    staged = StagedFile.objects.create(user=user, name=title, size=size, created_at=now())
    record("upload.create", actor=actor, subject=user, data=_told(staged))
    return staged, left


@action
def upload_receive(*, actor: Actor, staged: StagedFile, content: bytes) -> StagedFile:
    """Take the bytes of an announced file, once; type and size must be right by the bytes themselves.

    Raises ``NotAllowed`` for somebody else's file. The event is one of the sender's account: what a file is for is not
    known before it is used, and whose it is nobody else's affair.
    """
    sender = _sender(actor)
    fresh: StagedFile = StagedFile.objects.select_for_update().get(pk=staged.pk)
    if fresh.user_id != sender:
        raise NotAllowed("文件只能由申请上传的人自己上传。")
    if fresh.received_at is not None:
        raise WrongState(f"文件“{fresh.name}”已经上传过；要换一份，请重新申请上传地址。", field="received_at")
    if len(content) != fresh.size:
        raise InvalidInput(f"收到 {len(content)} 字节，应为 {fresh.size} 字节，请重新上传完整的文件。", field="size")
    fresh.content_type = check_upload(Upload(fresh.name, content), "content")
    fresh.sha256 = digest_of(content)
    fresh.received_at = now()
    fresh.file.save(fresh.name, ContentFile(content), save=False)
    fresh.save(update_fields=["content_type", "sha256", "received_at", "file"])
    record("upload.receive", actor=actor, subject=fresh.user, data={**_told(fresh), "sha256": fresh.sha256})
    return fresh


def _told(staged: StagedFile) -> dict[str, Any]:
    return {"name": staged.name, "size": staged.size, "note": f"{staged.name}，{staged.size} 字节"}


def _sender(actor: Actor) -> int:
    if actor.id is None or not any(grant.permissions - READING for grant in actor.grants):
        raise NotAllowed("您只有查看的权限，不能上传文件，请联系本级管理员。")
    return actor.id


def _take(sender: int, size: int) -> Allowance:
    recent = StagedFile.objects.filter(user_id=sender, created_at__gt=now() - HOUR)
    so_far: dict[str, Any] = recent.aggregate(files=Count("pk"), bytes=Sum("size", default=0), first=Min("created_at"))
    left = Allowance(FILES_PER_HOUR - so_far["files"] - 1, BYTES_PER_HOUR - so_far["bytes"] - size)
    if left.files < 0 or left.bytes < 0:
        again = (so_far["first"] + HOUR).astimezone(SHANGHAI)
        most = BYTES_PER_HOUR // 1024 // 1024
        raise OverQuota(
            f"每小时最多上传 {FILES_PER_HOUR} 份、共 {most} MB，已经用完，请在 {again:%H:%M} 后再试。", field="size"
        )
    return left
