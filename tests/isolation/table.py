"""The isolation table: for every model that says who may see it, records of street A's realm and who sees them."""

from importlib import import_module
from pathlib import Path

from isolation.rows import CASES, LIVES

# Importing a module of the folder adds the cases it has.
for _file in sorted((Path(__file__).parent / "cases").glob("*.py")):
    import_module(f"isolation.cases.{_file.stem}")

__all__ = ["CASES", "LIVES"]
