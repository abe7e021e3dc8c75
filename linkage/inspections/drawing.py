"""How targets are drawn: an order by SHA-256 that needs nothing but a list, a seed and any tool that knows the digest.

The population is sorted by code and frozen with its digest. The announcement is an event of the district's hash chain;
its hash cannot be known before and covers the digest of the population, so whoever announces can choose neither after
seeing the other. The seed is that hash, followed by ``:`` and a publicly announced number where one was promised. Each
member's mark is the SHA-256 of ``seed:code``; those with the smallest marks are drawn, in all or in each street.

No random generator takes part: the same list and seed give the same result in any language (``docs/guide``, ADR 0015).
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

ALGORITHM = "sha256-order-1"


class Ball(NamedTuple):
    """One of the population: its code, its street, and whether it is left out as gone from the register."""

    code: str
    street: str
    passed_over: bool = False


def digest_of_list(codes: Iterable[str]) -> str:
    """The SHA-256 of all codes, each followed by a newline, in the order of the codes."""
    return hashlib.sha256("".join(f"{code}\n" for code in sorted(codes)).encode()).hexdigest()


def seed_from(event_hash: str, public_number: str) -> str:
    """The seed; without a public number the hash alone."""
    return f"{event_hash}:{public_number}" if public_number else event_hash


def mark_of(seed: str, code: str) -> str:
    """What decides over a member: the SHA-256 of ``seed:code`` in hexadecimal."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def drawn(seed: str, balls: Sequence[Ball], count: int, *, per_street: bool) -> list[str]:
    """The codes that are drawn, by their marks: ``count`` of all, or of each street (all of a smaller street).

    The order in which ``balls`` are given does not matter.
    """
    order = sorted((ball for ball in balls if not ball.passed_over), key=lambda ball: (mark_of(seed, ball.code), ball))
    if not per_street:
        return [ball.code for ball in order[:count]]
    taken: dict[str, int] = {}
    found = []
    for ball in order:
        if taken.get(ball.street, 0) < count:
            taken[ball.street] = taken.get(ball.street, 0) + 1
            found.append(ball.code)
    return found
