"""The rules by type, each written from the isolation table: importing a module of this folder adds those it has."""

from importlib import import_module
from pathlib import Path

from fuzz.sight import RULES

for _file in sorted(Path(__file__).parent.glob("*.py")):
    if _file.stem != "__init__":
        import_module(f"fuzz.rules.{_file.stem}")

__all__ = ["RULES"]
