"""A good input for every mutation, with the person who may do it: the ground on which bad ones are tried."""

from inputs import (
    agreements,
    assemblies,
    assignments,
    clusters,
    facilities,
    listings,
    oversight,
    people,
    places,
    reporting,
    webhooks,
)
from inputs.makers import MAKERS

# Importing a module adds its makers.
MODULES = (
    agreements,
    assemblies,
    assignments,
    clusters,
    facilities,
    listings,
    oversight,
    people,
    places,
    reporting,
    webhooks,
)

__all__ = ["MAKERS", "MODULES"]
