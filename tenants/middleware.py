"""From the host name to the district."""

import time
from collections.abc import Callable
from math import inf

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

    All of them are remembered per process for ``HOST_SECONDS``: looking one up each time cost more than half of a
    small request, and hundreds of districts would each be looked up again and again.
    """

    # When they were read, the districts by their hosts, and by what requests called them since.
    _known: tuple[float, dict[str, District], dict[str, District]] = (-inf, {}, {})

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
        if time.monotonic() - self._known[0] >= HOST_SECONDS:
            self._read()
        _, hosts, called = self._known
        if district := called.get(given):
            return district
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        # Refuses what is no host name, or none of ours.
        host = remove_www(request.get_host().split(":")[0])
        if host == settings.BASE_HOST:
            return None
        if host not in hosts:
            # Made since, if at all.
            hosts.update(_districts(domain=host))
        if host not in hosts:
            raise Http404(f'No district for host name "{host}"')
        if len(called) < _REMEMBERED:
            called[given] = hosts[host]
        return hosts[host]

    @classmethod
    def _read(cls) -> None:
        # The moment before reading: what changes while we read must not count as read.
        moment = time.monotonic()
        connection.set_schema_to_public()  # type: ignore[attr-defined]
        cls._known = (moment, _districts(), {})

    @classmethod
    def forget(cls) -> None:
        """Read host names afresh, in this process."""
        cls._known = (-inf, {}, {})


def _districts(**rule: str) -> dict[str, District]:
    """The districts in use, by their hosts."""
    rows = Domain.objects.filter(tenant__closed_at=None, tenant__is_template=False, **rule)
    return {row.domain: row.tenant for row in rows.select_related("tenant")}
