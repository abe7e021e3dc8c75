"""OAuth2 scopes: one for each permission that a client can hold."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from core.permissions import Perm
from tenants.org.roles import ROLE_PERMISSIONS, Role

CLIENT_PERMISSIONS = ROLE_PERMISSIONS[Role.CLIENT]


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
