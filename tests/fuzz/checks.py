"""What every answer must be: GraphQL's form, words for people, and nothing that its reader may not see."""

import re
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any

import orjson
from fuzz.marks import MARK
from fuzz.people import Asker
from fuzz.sight import WHOLE_HISTORY, Facts, Sight

from api.execution import INTERNAL

STATUSES = {200, 400, 401, 403, 404, 405, 409, 413, 422}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
INTERNALS = re.compile(
    r"Traceback|File \"|line \d+, in|psycopg|django|graphene|sqlstate|DETAIL:|CONTEXT:|NoneType|<class|object at 0x"
    r"|Exception|ValueError|TypeError|KeyError|AttributeError|decimal\.|SELECT |INSERT |UPDATE |violates|relation \""
)
# A whole JSON text that may be a global id; what an error message quotes is not one.
TEXT = re.compile(r'"([A-Za-z0-9+/]{8,88}={0,2})"')
ID = re.compile(r"([A-Za-z]+):(\d{1,19})")


class Wrong(AssertionError):
    """An answer that must not be; ``sort`` is the same for answers that are wrong in the same way."""

    def __init__(self, sort: str, detail: str) -> None:
        super().__init__(f"{sort}: {detail}")
        self.sort = sort


@dataclass
class Eyes:
    """What an asker may see at a moment, and what that lets him read."""

    asker: Asker
    sight: Sight
    sign: str
    told: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, asker: Asker, foreign: str) -> "Eyes":
        """Read the tables as they are now."""
        return cls(asker, Sight(asker.seat, Facts()), "!" if asker.schema == foreign else "")

    def sees(self, name: str, key: int) -> bool:
        """Whether the record itself may be shown."""
        if name not in self.told:
            self.told[name] = self._seen(name)
        return key in self.told[name]

    def _seen(self, name: str) -> set[int]:
        if name == "Event":
            return self.sight["Event"] | self._history_of_seen()
        return self.sight[name]

    def _history_of_seen(self) -> set[int]:
        """Events that are read as the history of a record, beside those that are read for themselves."""
        return {
            key
            for key, row in self.sight.facts["core_event"].items()
            if (name := WHOLE_HISTORY.get(row["subject_type"])) and self.sees(name, row["subject_id"])
        }

    def reads(self, name: str, key: int) -> bool:
        """Whether a text of the record may be shown: with itself, or where others tell of it."""
        if self.sees(name, key):
            return True
        facts = self.sight.facts
        if name == "User":
            # Who holds an office, and whose right it is.
            held = (facts["org_post"][each]["user_id"] for each in self.sight["Post"])
            given = (facts["guardian_userobjectpermission"][each]["user_id"] for each in self.sight["Grant"])
            return key in {*held, *given}
        if name == "Client":
            # Its name stands beside its own usage and webhooks.
            return facts["api_client"][key]["service_user_id"] == self.asker.seat.user
        if name == "Event":
            # A notice tells of the event that it is about, to whom it concerns.
            return key in {facts["notices_notice"][each]["event_id"] for each in self.sight["Notice"]}
        return False


def check_form(status: int, kind: str, content: bytes) -> Any:
    """The answer, which is one of GraphQL and says what is wrong in words; no fault, and nothing of the inside."""
    if status not in STATUSES:
        raise Wrong(f"status {status}", content[:500].decode(errors="replace"))
    if not kind.startswith("application/json"):
        raise Wrong("not JSON", f"{kind}: {content[:200].decode(errors='replace')}")
    body = orjson.loads(content)
    if not isinstance(body, dict) or not ("data" in body or body.get("errors")):
        raise Wrong("not GraphQL", content[:300].decode())
    if status != 200 and not body.get("errors"):
        raise Wrong("a refusal without a reason", content[:300].decode())
    for error in [*body.get("errors", ()), *_told(body.get("data"))]:
        code = error.get("extensions", error).get("code")
        message = error["message"]
        if code in (INTERNAL, "TIMEOUT") or not code:
            raise Wrong(f"code {code}", message)
        if not CHINESE.search(message) or INTERNALS.search(message):
            raise Wrong("words", message[:500])
    return body


def _told(data: Any) -> list[dict[str, Any]]:
    """What a mutation says of why it did nothing."""
    if not isinstance(data, dict):
        return []
    found = []
    for payload in data.values():
        if isinstance(payload, dict) and isinstance(payload.get("errors"), list):
            # What is asked may leave out the code, or call another field so: the code itself is never null.
            errors = [each for each in payload["errors"] if isinstance(each, dict) and "message" in each]
            found += [each for each in errors if each.get("code") is not None]
    return found


def check_sight(eyes: Eyes, content: bytes) -> None:
    """Every id and every mark in the answer is of a record that its reader sees."""
    text = content.decode()
    for found in set(TEXT.findall(text)):
        named = _id(found)
        if named and not eyes.sees(*named):
            raise Wrong(f"id of a hidden {named[0]}", f"{named[0]}:{named[1]}")
    for sign, name, key in set(MARK.findall(text)):
        if sign != eyes.sign:
            raise Wrong(f"text of another district's {name}", f"{name}:{key}")
        if not eyes.reads(name, int(key)):
            raise Wrong(f"text of a hidden {name}", f"{name}:{key}")


def _id(text: str) -> tuple[str, int] | None:
    try:
        found = ID.fullmatch(b64decode(text, validate=True).decode("ascii"))
    except ValueError:
        return None
    return (found[1], int(found[2])) if found else None
