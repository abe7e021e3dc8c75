"""What changed between two texts of an agreement, line by line and within a line word by word.

Chinese has no blanks between words: signs are compared one by one, numbers and Latin words whole, and islands of one or
two equal signs within a change are taken as part of it, so that a reader sees phrases and not confetti.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A number stays whole with its decimals, a Latin word as well; everything else is a sign of its own.
_TOKENS = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|.", re.DOTALL)
ISLAND = 2
# Lines that have less in common than this were replaced, not changed.
_ALIKE = 0.3


class Change(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, went or came."""

    change: Change
    text: str


Line = list[Piece]


def differences(before: str, after: str) -> list[Line]:
    """Every line of the two texts, in order, with what went and what came; equal texts give lines that stayed."""
    old, new = before.splitlines(), after.splitlines()
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [[Piece(Change.SAME, line)] for line in old[a:b]]
        else:
            lines += _replaced(old[a:b], new[c:d])
    return lines


def is_changed(line: Line) -> bool:
    return any(piece.change is not Change.SAME for piece in line)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines that belong together are compared word by word; the others went or came as a whole."""
    rest = list(new)
    for line in old:
        at = next((n for n, other in enumerate(rest) if _alike(line, other)), None)
        if at is None:
            yield [Piece(Change.GONE, line)]
            continue
        yield from ([Piece(Change.NEW, other)] for other in rest[:at])
        yield words(line, rest[at])
        del rest[: at + 1]
    yield from ([Piece(Change.NEW, line)] for line in rest)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return bool(one and other) and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def words(before: str, after: str) -> Line:
    """One line compared with the other."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    steps: list[tuple[bool, str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        steps.append((tag == "equal", "".join(old[a:b]), "".join(new[c:d])))
    line: Line = []
    for same, gone, came in _without_islands(steps):
        if same:
            line.append(Piece(Change.SAME, gone))
            continue
        line += [Piece(change, text) for change, text in ((Change.GONE, gone), (Change.NEW, came)) if text]
    return line


def _without_islands(steps: Sequence[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    found: list[tuple[bool, str, str]] = []
    for number, (same, gone, came) in enumerate(steps):
        island = same and len(gone) <= ISLAND and 0 < number < len(steps) - 1
        if found and not found[-1][0] and (island or not same):
            found[-1] = (False, found[-1][1] + gone, found[-1][2] + came)
        else:
            found.append((same, gone, came))
    return found
