"""The types of the interface, one module for each part of the domain. Importing the package registers them all."""

from api.types import (
    agreements,
    assignments,
    claims,
    clients,
    departments,
    events,
    grants,
    listings,
    people,
    places,
    problems,
    reports,
    supervision,
    uploads,
    webhooks,
)  # fmt: skip

__all__ = [
    "agreements",
    "assignments",
    "claims",
    "clients",
    "departments",
    "events",
    "grants",
    "listings",
    "people",
    "places",
    "problems",
    "reports",
    "supervision",
    "uploads",
    "webhooks",
]
