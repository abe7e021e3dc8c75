"""``make fuzz`` in figures: what was asked in each name, how fast, and what took longest."""

import json
import sys
from pathlib import Path

COLUMNS = ("name", "asked", "answered", "mutations done", "rate of one core", "slowest ms")


def main(path: str) -> None:
    found = [json.loads(line) for line in Path(path).read_text().splitlines()]
    for row in found:
        if "wrong" in row:
            print(row["wrong"])
    rows = [row for row in found if "wrong" not in row]
    for row in [dict(zip(COLUMNS, COLUMNS, strict=True)), *sorted(rows, key=lambda row: row["name"])]:
        print(" ".join(f"{row[name]!s:<28}" if name == "name" else f"{row[name]!s:>16}" for name in COLUMNS))
    print(f"{len(rows)} names, {sum(row['asked'] for row in rows):,} requests")
    if rows:
        slow = max(rows, key=lambda row: row["slowest ms"])
        print(f"slowest, {slow['slowest ms']} ms, {slow['name']}: {slow['slowest']}")


if __name__ == "__main__":
    main(sys.argv[1])
