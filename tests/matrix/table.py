"""The role × action matrix: for every action, who may do it to records of street A, community A and unit A.

Everybody else, the people of street B above all, is refused with ``NotAllowed``. The platform itself may do
everything, except where a row says otherwise. A row says how the record comes about, how the action is
called, and who succeeds.
"""

from importlib import import_module
from pathlib import Path

from matrix.rows import ROWS

# Importing a module of the folder adds the rows it has.
for _file in sorted(Path(__file__).parent.glob("*.py")):
    if not _file.stem.startswith(("__", "test_")) and _file.stem not in ("rows", "table"):
        import_module(f"matrix.{_file.stem}")

__all__ = ["ROWS"]
