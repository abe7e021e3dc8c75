"""django-tenants' PostgreSQL, sparing the statements that a small request would spend most of its time on."""

import select
import time
from typing import Any

from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsWrapper

# A connection at rest for longer is asked for a sign of life: a firewall may have forgotten it without a word.
RESTED_SECONDS = 30.0
# One that answered a moment ago is not asked at all: a busy process would do so with each request.
BUSY_SECONDS = 0.02


class DatabaseWrapper(TenantsWrapper):
    """A connection that sets its search path when its district changes, and that notices for free when it has died."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._path: tuple[Any, bool] | None = None
        self._alive_at = 0.0
        self._limit = self._wanted_limit = 0
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """Choose the schema of what follows. Sends nothing.

        Content types are the same in every district (ADR 0002), so their cache is kept.
        """
        self.tenant = tenant
        self.schema_name = tenant.schema_name
        self.include_public_schema = include_public
        self.set_settings_schema(self.schema_name)  # type: ignore[no-untyped-call]

    def limit_statements(self, seconds: float) -> None:
        """Let the server end each statement of what follows after so many seconds; 0 for its own limit.

        Sends nothing: the next statement outside a transaction brings the limit along, where it is another one.
        """
        self._wanted_limit = int(seconds * 1000)

    def _cursor(self, name: str | None = None) -> Any:
        cursor = super()._cursor(name)  # type: ignore[no-untyped-call]
        self.bring_limit()
        return cursor

    def bring_limit(self) -> None:
        """Send the limit, where it is another one; for what runs below the cursors."""
        if self._limit != self._wanted_limit and not self.in_atomic_block:
            self.connection.execute(f"SET statement_timeout TO {self._wanted_limit or 'DEFAULT'}")
            self._limit = self._wanted_limit

    def _handle_search_path(self, cursor: Any = None) -> None:
        wanted = (self.schema_name, self.include_public_schema)
        if self._path != wanted:
            self.search_path_set_schemas = None
        super()._handle_search_path(cursor)  # type: ignore[no-untyped-call]
        self._path = wanted

    def connect(self) -> None:
        super().connect()
        self._limit = 0
        self._alive_at = time.monotonic()

    def is_usable(self) -> bool:
        """Whether the connection lives. A server that closes one says so, and what it said lies in the socket.

        Only where something lies there, or nothing has been said for ``RESTED_SECONDS``, is the server asked; and the
        socket is looked at ``1 / BUSY_SECONDS`` times a second at most.
        """
        if self.connection is None or self.connection.closed:
            return False
        moment = time.monotonic()
        rest = moment - self._alive_at
        if not self.errors_occurred and rest < RESTED_SECONDS:
            if rest < BUSY_SECONDS:
                return True
            if not _has_word(self.connection.fileno()):
                self._alive_at = moment
                return True
        usable: bool = super().is_usable()
        if usable:
            self._alive_at = moment
        return usable


def _has_word(descriptor: int) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
