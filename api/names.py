"""Names of fields as the interface writes them."""

from graphene.utils.str_converters import to_camel_case


def camel(name: str) -> str:
    """``due_on`` is written ``dueOn``."""
    return str(to_camel_case(name))
