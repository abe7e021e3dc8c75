"""Chinese names of what happens to the ledger, and whom it concerns."""

from collections.abc import Iterable

from core.models import Event
from core.permissions import Perm, Place, ancestor_paths
from core.verbs import register
from tenants.notices.rules import Audience, tell

register(
    {
        "facility.record": "登记阵地台账",
        "facility.photograph": "上传阵地照片",
        "facility.remove_photo": "删除阵地照片",
    }
)


@tell("facility.record")
def street(event: Event) -> Iterable[Audience]:
    """The street hears of an entry that falls short: it is the one that can help."""
    above = ancestor_paths(event.organization_path)[:-1]
    return [Audience(Perm.FACILITY_EDIT, Place(above[-1]))] if event.data["lacking"] and above else []
