"""From the host name to the district."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django_tenants.utils import remove_www

from tenants.models import District, Domain

# A changed or dropped host name is believed for at most this long, per process.
HOST_SECONDS = 30.0
_REMEMBERED = 10_000

GetResponse = Callable[[HttpRequest], HttpResponse]


class DistrictMiddleware:
    """Select the district of ``Host``; an unknown host answers 404 and never another district.

    The row is remembered per process for ``HOST_SECONDS``: looking it up each time cost more than half of a
    small request.
    """

    _known: dict[str, tuple[float, District]] = {}

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        district = self._district(request)
        if district is None:
            connection.set_schema_to_public()  # type: ignore[attr-defined]
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            request.tenant = connection.tenant  # type: ignore[attr-defined]
        else:
            connection.set_tenant(district)  # type: ignore[attr-defined]
            request.tenant = district  # type: ignore[attr-defined]
        return self.get_response(request)

    def _district(self, request: HttpRequest) -> District | None:
        """The district of the request, or ``None`` for the platform's own host."""
        given = request.META.get("HTTP_HOST", "")
        moment = time.monotonic()
        found = self._known.get(given)
        if found and moment - found[0] < HOST_SECONDS:
            return found[1]
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        # Refuses what is no host name, or none of ours.
        host = remove_www(request.get_host().split(":")[0])
        if host == settings.BASE_HOST:
            return None
        domain = Domain.objects.select_related("tenant").filter(domain=host).first()
        if domain is None or domain.tenant.closed_at is not None or domain.tenant.is_template:
            raise Http404(f'No district for host name "{host}"')
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[given] = (moment, domain.tenant)
        return domain.tenant

    @classmethod
    def forget(cls) -> None:
        """Read host names afresh, in this process."""
        cls._known.clear()
