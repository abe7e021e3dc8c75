"""Accounts of platform operators, in the public schema."""

from django_tenants.utils import get_public_schema_name, schema_context

from core.events import action, record
from core.permissions import PLATFORM, Actor, Perm, require
from tenants.accounts.actions.users import user_create
from tenants.accounts.models import User


@action
def operator_create(
    *, actor: Actor, username: str, name: str, password: str, must_change_password: bool = True
) -> User:
    """Open an operator's account; raises ``InvalidInput`` as ``user_create`` does."""
    require(actor, Perm.DISTRICT_EDIT, at=PLATFORM)
    with schema_context(get_public_schema_name()):
        user = user_create(
            actor=actor,
            username=username,
            name=name,
            password=password,
            must_change_password=must_change_password,
        )
        user.is_operator = True
        user.save(update_fields=["is_operator"])
        record("operator.create", actor=actor, subject=user, data={"username": user.username})
    return user
