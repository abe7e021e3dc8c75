"""The ledger of facilities: kept by the community, its street and the district office."""

from emerging import all_that_is_asked
from matrix.people import OFFICE
from matrix.rows import PLACES_A, nothing, row

from linkage.facilities.actions import facilities

row(facilities.facility_record, nothing, PLACES_A | {OFFICE}, given=all_that_is_asked)
