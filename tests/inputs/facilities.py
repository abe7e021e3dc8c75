"""The ledger of facilities."""

from callers import gid
from cast import Cast
from emerging import facility_of, photo_of
from inputs.listings import PHOTO
from inputs.makers import Good, good
from stories import in_days


@good("facilityRecord")
def _record(cast: Cast) -> Good:
    entry = facility_of(cast)
    sizes = {"serviceArea": "320.5", "outdoorArea": "210", "books": 1200, "rooms": ["OFFICE", "POLICE"]}
    texts = {"address": "武定路 1 号", "note": "一楼在修", "checkedOn": in_days(-1).isoformat()}
    return "community_a", {"organization": gid(cast.community_a), **sizes, **texts, "version": entry.version}


@good("facilityPhotograph")
def _photograph(cast: Cast) -> Good:
    return "community_a", {"id": gid(facility_of(cast)), "photos": [PHOTO], "room": "OFFICE"}


@good("facilityphotoRemove")
def _remove(cast: Cast) -> Good:
    return "community_a", {"id": gid(photo_of(cast)), "reason": "已重新装修"}
