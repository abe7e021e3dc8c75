"""OAuth2 scopes of clients: those of ``core.scopes`` whose permission a client can hold."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from core.permissions import DOMAINS, Perm
from core.scopes import READ_SCOPES, scope_names
from tenants.org.roles import ROLE_PERMISSIONS, Role

# What reading takes beyond ``view`` comes with it: see ``core.scopes``.
CLIENT_PERMISSIONS = ROLE_PERMISSIONS[Role.CLIENT] - {Perm.PERSONNEL_VIEW}


OTHERS = "其他"


def client_scopes() -> dict[str, str]:
    """Every scope that a client may hold, with its name."""
    held = {permission.value for permission in CLIENT_PERMISSIONS}
    names = scope_names().items()
    # Reading all stands before reading some.
    return {Perm.VIEW.value: Perm.VIEW.label} | {k: name for k, name in names if k in held or k in READ_SCOPES}


def scopes_by_domain() -> dict[str, dict[str, str]]:
    """The scopes with their names, under the Chinese name of their domain, in the order of the domains."""
    found: dict[str, dict[str, str]] = {label: {} for label in DOMAINS.values()}
    for scope, name in client_scopes().items():
        found.setdefault(DOMAINS.get(scope.partition(".")[0], OTHERS), {})[scope] = name
    return {label: scopes for label, scopes in found.items() if scopes}


class PermissionScopes(BaseScopes):
    """A client may ask only for scopes registered for it."""

    def get_all_scopes(self) -> dict[str, str]:
        return client_scopes()

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        known = self.get_all_scopes()
        return list(known) if application is None else [scope for scope in application.scopes if scope in known]

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return self.get_available_scopes(application=application)
