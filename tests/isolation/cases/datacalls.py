"""Data calls, what they ask, and what is answered: nobody reads what another street's community says."""

from asking import answer_in, answer_of, call_file, call_in, line_in, result_in, value_in
from isolation.rows import ABOVE_A, PLACE_A, case, lives
from matrix.people import COMMUNITY_A, STREET_A
from samples import photo

from linkage.datacalls.models import DataAnswer, DataCall, DataCallFile, DataField, DataLine, DataValue

lives(lambda cast: answer_in(cast, "submitted"))
lives(lambda cast: result_in(cast, published=True, files=[photo()]))

case("data call in draft", DataCall, lambda cast: call_in(cast, "draft"), ABOVE_A)
case("issued data call", DataCall, lambda cast: call_in(cast, "issued"), PLACE_A)
case("closed data call", DataCall, lambda cast: call_in(cast, "closed"), PLACE_A)
case("published data call", DataCall, lambda cast: result_in(cast, published=True), PLACE_A)
case("line of the published result", DataLine, line_in, PLACE_A)
case("file of a call in draft", DataCallFile, lambda cast: call_file(cast, "draft"), ABOVE_A)
case("file of an issued call", DataCallFile, call_file, PLACE_A)
case("field of a draft", DataField, lambda cast: call_in(cast, "draft").fields.all()[0], ABOVE_A)
case("field of an issued call", DataField, lambda cast: call_in(cast, "issued").fields.all()[0], PLACE_A)
case(
    "answer to a draft",
    DataAnswer,
    lambda cast: answer_of(call_in(cast, "draft"), cast.community_a),
    ABOVE_A,
)
case("answer of the community", DataAnswer, lambda cast: answer_in(cast, "submitted"), PLACE_A)
case("value of an answer", DataValue, value_in, PLACE_A)
case(
    "value that is not handed in",
    DataValue,
    lambda cast: answer_in(cast, "filling").entries.order_by("pk")[0],
    STREET_A | COMMUNITY_A,
)
