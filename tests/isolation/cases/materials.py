"""Shared materials and their files."""

from isolation.rows import ABOVE_A, BOTH, EVERYBODY_AT_HOME, PLACE_A, UNIT_SIDE, case, lives
from sharing import material_file, material_in

from resources.materials.models import Material, MaterialFile

lives(lambda cast: material_in(cast, "published"))

case("unit's draft of a material", Material, lambda cast: material_in(cast, "draft"), UNIT_SIDE)
case("material handed in", Material, lambda cast: material_in(cast, "submitted"), BOTH)
case("material open to the street", Material, lambda cast: material_in(cast, "published"), BOTH | {"outpost_a"})
case(
    "material open to the district",
    Material,
    lambda cast: material_in(cast, "published", audience=cast.root),
    EVERYBODY_AT_HOME,
)
case(
    "material of the street for one community",
    Material,
    lambda cast: material_in(cast, "published", owner=cast.street_a, audience=cast.community_a),
    BOTH,
)
case("expired material", Material, lambda cast: material_in(cast, "expired"), BOTH)
case(
    "draft material of the street",
    Material,
    lambda cast: material_in(cast, "draft", owner=cast.street_a),
    ABOVE_A,
)
case("file of a material", MaterialFile, material_file, BOTH | {"outpost_a"})
case("file of a draft", MaterialFile, lambda cast: material_file(cast, "draft"), UNIT_SIDE)
case(
    "material of the community taken down",
    Material,
    lambda cast: material_in(cast, "withdrawn", owner=cast.community_a),
    PLACE_A,
)
