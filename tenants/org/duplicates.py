"""Entries of the register that look like one unit entered twice: found by code, name and address."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from tenants.org.models import ResidentUnit

# What says where a firm is registered and of which legal form it is, not which firm it is.
_FORMS = re.compile(r"(有限责任公司|股份有限公司|有限公司|集团公司|集团|总公司|公司)+$")
_PLACES = re.compile(r"^(上海市|上海|北京市|北京|[\u4e00-\u9fff]{1,3}(?:省|市))?([\u4e00-\u9fff]{1,4}(?:区|县))?")
_SIGNS = re.compile(r"[\W_]+")
# Pairs of signs that more units than this share say nothing about any of them.
COMMON = 60
ALIKE, ALIKE_AT_ONE_ADDRESS = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries, the older first, with how alike they are (0–1) and why in words."""

    first: ResidentUnit
    second: ResidentUnit
    likeness: float
    reasons: tuple[str, ...]


def likely_duplicates(units: Iterable[ResidentUnit], *, most: int = 100) -> list[Pair]:
    """Pairs that should be looked at, the most alike first.

    Alike are: the same organisation code inside the credit code (its digits 9 to 17); names that are the same or nearly
    so without place and legal form; names that share a half at one address. Rare pairs of signs lead to candidates, so
    that the work grows with the units and not with their square.
    """
    rows = sorted(units, key=lambda unit: unit.pk)
    cores = {unit.pk: core_of(unit.name) for unit in rows}
    grams = {pk: _grams(core) for pk, core in cores.items()}
    found = []
    for first, second in _candidates(rows, grams):
        reasons, likeness = _compare(first, second, cores, grams)
        if reasons:
            found.append(Pair(first, second, likeness, tuple(reasons)))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first.pk, pair.second.pk))[:most]


def core_of(name: str) -> str:
    """The name without signs, leading place and legal form; the whole name where nothing would be left."""
    plain = _SIGNS.sub("", name)
    core = _FORMS.sub("", _PLACES.sub("", plain))
    return core if len(core) >= 2 else plain


def _grams(core: str) -> frozenset[str]:
    return frozenset(core[at : at + 2] for at in range(len(core) - 1)) or frozenset({core})


def _candidates(
    rows: list[ResidentUnit], grams: dict[int, frozenset[str]]
) -> Iterable[tuple[ResidentUnit, ResidentUnit]]:
    buckets: dict[str, list[ResidentUnit]] = defaultdict(list)
    for unit in rows:
        for gram in grams[unit.pk]:
            buckets[gram].append(unit)
        if code := _organization_code(unit):
            buckets[f"code {code}"].append(unit)
    pairs = {
        (first.pk, second.pk): (first, second)
        for bucket in buckets.values()
        if len(bucket) <= COMMON
        for first, second in combinations(bucket, 2)
    }
    return pairs.values()


def _organization_code(unit: ResidentUnit) -> str:
    return unit.credit_code[8:17] if unit.credit_code else ""


def _compare(
    first: ResidentUnit, second: ResidentUnit, cores: dict[int, str], grams: dict[int, frozenset[str]]
) -> tuple[list[str], float]:
    one, other = grams[first.pk], grams[second.pk]
    likeness = 2 * len(one & other) / (len(one) + len(other))
    reasons = []
    code = _organization_code(first)
    if code and code == _organization_code(second):
        reasons.append("主体标识码相同")
    elif first.credit_code and second.credit_code:
        # Two units with codes of their own are two units, however they are called.
        return [], 0.0
    if cores[first.pk] == cores[second.pk]:
        reasons.append("名称相同")
    elif likeness >= ALIKE:
        reasons.append("名称相近")
    same_address = bool(first.address) and _SIGNS.sub("", first.address) == _SIGNS.sub("", second.address)
    if same_address and (reasons or likeness >= ALIKE_AT_ONE_ADDRESS):
        reasons.append("地址相同")
    return reasons, 1.0 if {"主体标识码相同", "名称相同"} & set(reasons) else likeness
