"""Files that were sent ahead: used once by their sender, and deleted when they have lain too long."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from core.errors import NotFound, WrongState
from core.events import now
from core.permissions import Actor
from resources.models import StagedFile

FOLDER = "staged"
KEPT = timedelta(hours=24)


def take_staged(actor: Actor, staged: Sequence[StagedFile]) -> list[StagedFile]:
    """The files, locked and marked as used; their bytes are deleted once that is committed. Called inside an action.

    ``NotFound`` for those that the actor did not send, ``WrongState`` for those not received yet or used already.
    """
    wanted = {each.pk for each in staged}
    if not wanted:
        return []
    rows = StagedFile.objects.visible_to(actor).filter(pk__in=wanted).select_for_update().order_by("pk")
    found: list[StagedFile] = list(rows)
    if len(found) < len(wanted):
        raise NotFound("没有找到这份文件，它可能已过期删除，或不是您上传的；请重新上传。", field="uploads")
    for each in found:
        if each.received_at is None:
            raise WrongState(f"文件“{each.name}”还没有上传，请先把内容 PUT 到上传地址。", field="uploads")
        if each.used_at is not None:
            raise WrongState(f"文件“{each.name}”已经用过；要再用，请重新上传。", field="uploads")
        path = str(each.file.name)
        if not default_storage.exists(path):
            raise WrongState(f"文件“{each.name}”已不在，请重新上传。", field="uploads")
        transaction.on_commit(partial(default_storage.delete, path), robust=True)
    StagedFile.objects.filter(pk__in=wanted).update(used_at=now())
    return found


def sweep_staged() -> int:
    """Delete what was announced more than ``KEPT`` ago in this district; return how many files were left over.

    The folder is gone through as well: where a transaction failed after its file was written, no row tells of it.
    """
    limit = now() - KEPT
    StagedFile.objects.filter(created_at__lt=limit).delete()
    known = set(StagedFile.objects.exclude(file="").values_list("file", flat=True))
    over = [path for path in _files() if path not in known and default_storage.get_modified_time(path) < limit]
    for path in over:
        default_storage.delete(path)
    return len(over)


def _files() -> list[str]:
    try:
        _, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return []
    return [f"{FOLDER}/{name}" for name in names]
