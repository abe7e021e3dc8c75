"""The organization tree, the resident units, the departments, the posts, and the district's settings."""

from tenants.org.models.departments import Department, Handled, Represented, handler_of, represented
from tenants.org.models.places import Organization, OrganizationManager, OrganizationQuerySet
from tenants.org.models.posts import ObjectGrant, Post, PostQuerySet, PostRules, Seat
from tenants.org.models.settings import DistrictSettings
from tenants.org.models.units import Owned, Owner, ResidentUnit, seat_of

__all__ = [
    "Department",
    "DistrictSettings",
    "Handled",
    "ObjectGrant",
    "Organization",
    "OrganizationManager",
    "OrganizationQuerySet",
    "Owned",
    "Owner",
    "Post",
    "PostQuerySet",
    "PostRules",
    "Represented",
    "ResidentUnit",
    "Seat",
    "handler_of",
    "represented",
    "seat_of",
]
