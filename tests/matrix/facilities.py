"""The ledger of facilities: kept by the community, its street and the district office."""

from emerging import all_that_is_asked, facility_of, photo_of
from matrix.people import OFFICE
from matrix.rows import PLACES_A, nothing, reason, row
from samples import photo

from linkage.facilities.actions import facilities, photos

row(facilities.facility_record, nothing, PLACES_A | {OFFICE}, given=all_that_is_asked)
row(
    photos.facility_photograph,
    facility_of,
    PLACES_A | {OFFICE},
    subject="facility",
    given=lambda cast: {"photos": [photo()], "room": "office"},
)
row(photos.facilityphoto_remove, photo_of, PLACES_A | {OFFICE}, subject="photo", given=reason)
