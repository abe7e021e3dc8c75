"""The role × action matrix: for every action, who may do it to records of street A, community A and unit A.

Everybody else, the people of street B above all, is refused with ``NotAllowed``. The platform itself may do
everything, except where a row says otherwise. A row says how the record comes about, how the action is
called, and who succeeds.
"""

from matrix import administration, assemblies, business, clusters, facilities, oversight, reporting, tasks
from matrix.rows import ROWS

# Importing a module adds its rows.
MODULES = (administration, assemblies, business, clusters, facilities, oversight, reporting, tasks)

__all__ = ["MODULES", "ROWS"]
