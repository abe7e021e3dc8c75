"""Bulletins, who has signed for them, and their files."""

from briefing import bulletin_file, bulletin_in, receipt_of
from isolation.rows import ABOVE_A, BOTH, PLACE_A, UNIT_SIDE, case, lives

from linkage.bulletins.models import Bulletin, BulletinFile, BulletinReceipt

lives(lambda cast: bulletin_in(cast, "signed"))

case("bulletin in draft", Bulletin, lambda cast: bulletin_in(cast, "draft"), ABOVE_A)
case("issued bulletin", Bulletin, lambda cast: bulletin_in(cast, "signed"), BOTH)
case("withdrawn bulletin", Bulletin, lambda cast: bulletin_in(cast, "withdrawn"), BOTH)
case("bulletin for the community alone", Bulletin, lambda cast: bulletin_in(cast, "issued", units=[]), PLACE_A)
case(
    "receipt of a draft",
    BulletinReceipt,
    lambda cast: receipt_of(bulletin_in(cast, "draft"), cast.community_a),
    ABOVE_A,
)
case(
    "receipt of the community",
    BulletinReceipt,
    lambda cast: receipt_of(bulletin_in(cast, "issued"), cast.community_a),
    PLACE_A,
)
case(
    "receipt of the unit",
    BulletinReceipt,
    lambda cast: receipt_of(bulletin_in(cast, "issued"), cast.unit_a),
    BOTH,
)
case("file of a bulletin in draft", BulletinFile, lambda cast: bulletin_file(cast, "draft"), ABOVE_A)
case("file of an issued bulletin", BulletinFile, bulletin_file, ABOVE_A | PLACE_A | UNIT_SIDE)
