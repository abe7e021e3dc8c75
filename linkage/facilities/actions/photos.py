"""Photos of a community's facilities: shown with its entry, taken away when they show what is no more."""

from collections.abc import Sequence
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from core.errors import InvalidInput
from core.events import action, record
from core.files import Upload, check_upload
from core.permissions import Actor, Perm, require
from core.values import clean_text
from linkage.facilities.models import Facility, FacilityPhoto, Room
from tenants.attachments import attachments_keep


@action
def facility_photograph(*, actor: Actor, facility: Facility, photos: Sequence[Upload], room: str = "") -> Facility:
    """Add photos to an entry, of one room or of the whole (no ``room``); known by their content, the same one once.

    Raises ``InvalidInput`` for none, for what is no picture, too large or too many, and for an unknown room.
    """
    require(actor, Perm.FACILITY_EDIT, at=facility.place)
    if not photos:
        raise InvalidInput("请选择要上传的照片。", field="photos")
    if room and room not in Room.values:
        raise InvalidInput(f"“{room[:20]}”不是可以登记的功能室，请重新选择。", field="room")
    for photo in photos:
        if not check_upload(photo, "photos").startswith("image/"):
            raise InvalidInput(f"“{photo.name[:60]}”不是照片，请上传 JPG、PNG 或 WebP 图片。", field="photos")
    fresh = _locked(facility)
    kept = attachments_keep(FacilityPhoto, fresh, photos, by=actor, field="photos")
    FacilityPhoto.objects.filter(pk__in=[photo.pk for photo in kept]).update(room=room)
    of = Room(room).label if room else "整体"
    told = {"photos": len(kept), "room": room, "note": f"{of}，{len(kept)} 张"}
    record("facility.photograph", actor=actor, subject=fresh, data=told)
    return fresh


@action
def facilityphoto_remove(*, actor: Actor, photo: FacilityPhoto, reason: str) -> Facility:
    """Take a photo away, with its file; the event keeps its name and digest."""
    require(actor, Perm.FACILITY_EDIT, at=photo.facility.place)
    words = clean_text(reason, "reason", "删除原因", 500)
    fresh = _locked(photo.facility)
    found = FacilityPhoto.objects.filter(pk=photo.pk).first()
    if found is None:
        raise InvalidInput("这张照片已被删除，请刷新后再看。", field="photo")
    path = str(found.file.name)
    told = {"name": found.name, "sha256": found.sha256, "reason": words}
    found.delete()
    record("facility.remove_photo", actor=actor, subject=fresh, data=told)
    # Only once nothing leads to it any more.
    transaction.on_commit(partial(default_storage.delete, path), robust=True)
    return fresh


def _locked(facility: Facility) -> Facility:
    rows = Facility.objects.select_for_update(of=("self",)).select_related("organization")
    found: Facility = rows.get(pk=facility.pk)
    return found
