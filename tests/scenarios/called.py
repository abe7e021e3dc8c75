"""书记项目: called to mind in every district in which the app is installed, whatever is laid down in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.apps import apps
from scenarios.district import Expected, World
from scenarios.oracle import FOREVER, first_run

# The month in which projects are applied for, and the day after it.
APPLY, OVER = date(2026, 3, 1), date(2026, 4, 1)


class Projects:
    """No place has a project in this year: said to each place above when they are due, and when that is over."""

    def __init__(self, world: World) -> None:
        self.world = world

    def expected(self) -> Iterator[Expected]:
        for place in (self.world.root, *self.world.streets):
            for stage, first, end in (("open", APPLY, OVER), ("late", OVER, FOREVER)):
                if (day := first_run(first, end)) is not None:
                    yield day, "organization.remind_project", "org.organization", place.pk, f"2026:{stage}"


def everywhere(world: World) -> list[Any]:
    """What happens in a district whatever is laid down in it."""
    return [Projects(world)] if apps.is_installed("linkage.secretaryprojects") else []
