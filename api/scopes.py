"""OAuth2 scopes: one for each permission that a client can hold."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from core.permissions import DOMAINS, Perm, domain_of
from tenants.org.roles import ROLE_PERMISSIONS, Role

CLIENT_PERMISSIONS = ROLE_PERMISSIONS[Role.CLIENT]


OTHERS = "其他"


def scopes_by_domain() -> dict[str, dict[str, str]]:
    """The scopes with their names, under the Chinese name of their domain, in the order of the permissions."""
    found: dict[str, dict[str, str]] = {}
    for permission in Perm:
        if permission in CLIENT_PERMISSIONS:
            domain = DOMAINS.get(domain_of(permission), OTHERS)
            found.setdefault(domain, {})[permission.value] = permission.label
    return found


class PermissionScopes(BaseScopes):
    """Scopes are permission values; a client may ask only for those registered for it."""

    def get_all_scopes(self) -> dict[str, str]:
        return {p.value: p.label for p in Perm if p in CLIENT_PERMISSIONS}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        if application is None:
            return list(self.get_all_scopes())
        return [scope for scope in application.scopes if scope in self.get_all_scopes()]

    def get_default_scopes(self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any) -> list[str]:
        return self.get_available_scopes(application=application)
