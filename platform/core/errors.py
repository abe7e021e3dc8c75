"""Errors that a person can act upon.

Every refusal of the domain is a ``DomainError``. Its message is a full Chinese sentence that gives the
reason and the way out; ``code`` is stable for programs; ``field`` names the input to blame, if there is one.
Pages show the message beside the field, GraphQL returns all three. Nothing has been changed when it is raised.
"""

from typing import ClassVar


class DomainError(Exception):
    """Base of all refusals. Raised before or inside the action's transaction, so that nothing is kept."""

    code: ClassVar[str] = "REFUSED"

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidInput(DomainError):
    """A value is missing, malformed or against a rule; ``field`` names it."""

    code = "INVALID_INPUT"


class NotAllowed(DomainError):
    """The actor may see the record and may not do this to it."""

    code = "NOT_ALLOWED"


class NotFound(DomainError):
    """There is no such record, or the actor may not see it: from outside the two look the same."""

    code = "NOT_FOUND"

    def __init__(self, message: str = "没有找到这条记录，它可能已被删除，或您无权查看。", *, field: str = "") -> None:
        super().__init__(message, field=field)


class WrongState(DomainError):
    """The record's state does not admit this verb."""

    code = "WRONG_STATE"


class StaleVersion(DomainError):
    """Somebody else has changed the record since the caller read it."""

    code = "STALE_VERSION"


class OverQuota(DomainError):
    """The caller has used up what it may have for now; the message says when there is more."""

    code = "OVER_QUOTA"
