"""A good input for every mutation, with the person who may do it: the ground on which bad ones are tried."""

from importlib import import_module
from pathlib import Path

from inputs.makers import MAKERS

# Importing a module adds its makers.
for _file in sorted(Path(__file__).parent.glob("*.py")):
    if _file.stem not in ("__init__", "makers", "table"):
        import_module(f"inputs.{_file.stem}")

__all__ = ["MAKERS"]
