"""How the values of an input are declared."""

from typing import Any

import graphene

VERSION = graphene.InputField(graphene.Int, description="读取时的版本；给出后，如他人已先修改则拒绝。")

# Whose ids a value takes, where it may be of one of several types.
OWNER = ("Organization", "ResidentUnit")
HANDLER = ("Organization", "Department")
REPRESENTED = ("Organization", "ResidentUnit", "Department")


def given(type_: Any, description: str, *, required: bool = True) -> graphene.InputField:
    """One value of an input."""
    return graphene.InputField(type_, description=description, required=required)


class IdInput(graphene.InputField):
    """A global id, or a list of them, of one of the ``types``; the examples of the reference name the first."""

    def __init__(self, type_: Any, types: str | tuple[str, ...], description: str, *, required: bool) -> None:
        super().__init__(type_, description=description, required=required)
        self.types = (types,) if isinstance(types, str) else types


def id_of(types: str | tuple[str, ...], description: str, *, required: bool = True) -> IdInput:
    """The id of a record of this type, or of one of these."""
    return IdInput(graphene.ID, types, description, required=required)


def ids_of(types: str | tuple[str, ...], description: str, *, required: bool = True) -> IdInput:
    """The ids of several records."""
    return IdInput(graphene.List(graphene.NonNull(graphene.ID)), types, description, required=required)
