"""Figures of the installation for Prometheus, on the platform host.

They come from the database, so every web process answers the same. Granian tells of requests and workers by itself, on
a port of its own (``--metrics``).
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from core.backlog import STUBBORN, backlog
from tenants.models import District


class Figures(Collector):
    """Asked anew for each answer; three statements, whatever the number of districts."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting = backlog()
        yield GaugeMetricFamily("liandong_deliveries_due", "Events that the worker should hand on now.", waiting.due)
        yield GaugeMetricFamily(
            "liandong_delivery_oldest_seconds", "How long the oldest of them has been due.", waiting.oldest
        )
        yield GaugeMetricFamily(
            "liandong_deliveries_failing", f"Events that failed {STUBBORN} times or more.", waiting.failing
        )
        districts = GaugeMetricFamily("liandong_districts", "Districts, without the template.", labels=["state"])
        closed = list(District.objects.filter(is_template=False).values_list("closed_at", flat=True))
        districts.add_metric(["open"], closed.count(None))
        districts.add_metric(["closed"], len(closed) - closed.count(None))
        yield districts
        used, most = _connections()
        yield GaugeMetricFamily("liandong_database_connections", "Connections of the database server in use.", used)
        yield GaugeMetricFamily("liandong_database_connections_most", "Connections that it allows.", most)


def _connections() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
            " current_setting('max_connections')::int"
        )
        used, most = cursor.fetchone()
    return used, most


REGISTRY = CollectorRegistry()
REGISTRY.register(Figures())


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures for whoever brings ``METRICS_TOKEN``; nothing is here for anybody else, or without one."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not constant_time_compare(given, f"Bearer {token}"):
        raise Http404
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4)
