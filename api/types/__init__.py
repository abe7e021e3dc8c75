"""The types of the interface, one module for each part of the domain. Importing the package registers them all."""

from api.types import agreements, claims, events, listings, people, places, reports

__all__ = ["agreements", "claims", "events", "listings", "people", "places", "reports"]
