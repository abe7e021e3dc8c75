"""From the host name to the district."""

import time

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django_tenants.middleware.main import TenantMainMiddleware

from tenants.models import District, Domain

# A changed or dropped host name is believed for at most this long, per process.
HOST_SECONDS = 30.0


class DistrictMiddleware(TenantMainMiddleware):
    """Select the district of ``Host``; an unknown host answers 404 and never another district.

    The row is remembered per process for ``HOST_SECONDS``: looking it up each time cost more than half of a
    small request.
    """

    _known: dict[str, tuple[float, District]] = {}

    def get_tenant(self, domain_model: type[Domain], hostname: str) -> District:
        found = self._known.get(hostname)
        moment = time.monotonic()
        if found and moment - found[0] < HOST_SECONDS:
            return found[1]
        district: District = super().get_tenant(domain_model, hostname)  # type: ignore[no-untyped-call]
        if district.closed_at is not None or district.is_template:
            raise Domain.DoesNotExist(hostname)
        self._known[hostname] = (moment, district)
        return district

    @classmethod
    def forget(cls) -> None:
        """Read host names afresh, in this process."""
        cls._known.clear()

    def process_request(self, request: HttpRequest) -> object:
        hostname = self.hostname_from_request(request) if settings.ALLOWED_HOSTS else ""  # type: ignore[no-untyped-call]
        if hostname == settings.BASE_HOST:
            connection.set_schema_to_public()  # type: ignore[attr-defined]
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            self.setup_url_routing(request, force_public=True)  # type: ignore[no-untyped-call]
            return None
        return super().process_request(request)  # type: ignore[no-untyped-call]
