"""How many each team gets, and which: as even as the work already begun allows, in blocks of neighbours."""

from collections.abc import Sequence, Set


def spread(count: int, loads: Sequence[int]) -> list[int]:
    """For each of ``count`` rows, in their order, the number of its team; ``loads`` is what each team has already.

    Each row goes to a team with the least, the first of them; then the rows are dealt out in blocks of that size, so
    that rows that stand together stay together.
    """
    sizes = list(loads)
    shares = [0] * len(loads)
    for _ in range(count):
        least = sizes.index(min(sizes))
        sizes[least] += 1
        shares[least] += 1
    return [team for team, share in enumerate(shares) for _ in range(share)]


def kept_apart(teams: Sequence[int], barred: Sequence[Set[int]], loads: Sequence[int]) -> list[int | None]:
    """What ``spread`` dealt out, changed where a row's team is ``barred`` from it; None where no team may have the row.

    A row changes places with another one where both may have the other's team, so that the work stays even; where there
    is none, it goes to the team with the least among those that may have it.
    """
    found: list[int | None] = list(teams)
    sizes = [load + teams.count(number) for number, load in enumerate(loads)]
    for row, team in enumerate(teams):
        if team not in barred[row]:
            continue
        for other, theirs in enumerate(found):
            if theirs is not None and theirs not in barred[row] and team not in barred[other]:
                found[row], found[other] = theirs, team
                break
        else:
            free = [number for number in range(len(loads)) if number not in barred[row]]
            chosen = min(free, key=lambda number: sizes[number], default=None)
            sizes[team] -= 1
            if chosen is not None:
                sizes[chosen] += 1
            found[row] = chosen
    return found
