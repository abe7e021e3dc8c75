"""What the packages contain, found by looking: so that nothing new goes untested in silence."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

import api
import assessment
import linkage
import resources
import tenants.models
from core.transitions import Stateful

PACKAGES = (tenants, linkage, resources, assessment, api)


def all_actions() -> dict[str, Callable[..., Any]]:
    """Every public action of every ``actions`` module, by its dotted name."""
    return {
        f"{module.__name__}.{name}": function
        for module in _action_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and hasattr(function, "__wrapped__")
    }


def undecorated() -> list[str]:
    """Functions of action modules that take an actor and write without being actions."""
    return [
        f"{module.__name__}.{name}"
        for module in _action_modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and not hasattr(function, "__wrapped__")
        and "actor" in inspect.signature(function).parameters
    ]


def visible_models() -> list[type[Model]]:
    """Every model that says who of a district may see its rows; districts and what keeps them are the platform's."""
    platform = {tenants.models.District, tenants.models.DistrictJob, tenants.models.CityClient}
    return [model for model in apps.get_models() if hasattr(model, "visible_q") and model not in platform]


def stateful_models() -> list[type[Stateful]]:
    return [model for model in apps.get_models() if issubclass(model, Stateful)]


def _action_modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "actions" in found.name.split("."):
                yield importlib.import_module(found.name)
