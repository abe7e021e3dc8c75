"""How many each team gets, and which: as even as the work already begun allows, in blocks of neighbours."""

from collections.abc import Sequence


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
