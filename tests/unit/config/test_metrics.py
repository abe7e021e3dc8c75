"""The figures for Prometheus: true, and only for who brings the token."""

from datetime import timedelta

import pytest
from cast import Cast
from database import NEIGHBOUR, SCHEMA
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context
from prometheus_client.parser import text_string_to_metric_families
from stories import open_listing

from core.models import Delivery

TOKEN = "a-word-for-prometheus"


@pytest.fixture
def scrape(settings):
    """What Prometheus reads, by name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def read() -> dict[tuple[str, ...], float]:
        answer = Client(HTTP_HOST="localhost").get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain")
        families = text_string_to_metric_families(answer.content.decode())
        return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}

    return read


def test_what_waits_is_counted_in_all_districts(cast: Cast, neighbour: Cast, scrape) -> None:
    with schema_context(SCHEMA):
        open_listing(cast)
        Delivery.objects.update(done_at=timezone.now())
        rows = Delivery.objects.filter(pk__in=Delivery.objects.order_by("id").values("id")[:1])
    assert scrape()["liandong_deliveries_due",] == scrape()["liandong_deliveries_failing",] == 0
    with schema_context(SCHEMA):
        rows.update(done_at=None, due_at=timezone.now() - timedelta(minutes=5))
    with schema_context(NEIGHBOUR):
        open_listing(neighbour)
        Delivery.objects.update(done_at=timezone.now())
        rows.update(done_at=None, due_at=timezone.now() + timedelta(hours=1), attempts=3)
    found = scrape()
    assert found["liandong_deliveries_due",] == 1
    assert found["liandong_deliveries_failing",] == 1
    # The database counts from the beginning of the transaction in which this test runs.
    assert 240 < found["liandong_delivery_oldest_seconds",] < 400


def test_districts_and_connections(cast: Cast, scrape) -> None:
    found = scrape()
    assert (found["liandong_districts", "open"], found["liandong_districts", "closed"]) == (2, 0)
    assert 1 <= found["liandong_database_connections",] <= found["liandong_database_connections_most",]


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer wrong", TOKEN, "Bearer 令牌"])
def test_nothing_is_there_for_anybody_else(db, settings, header: str | None) -> None:
    settings.METRICS_TOKEN = TOKEN
    headers = {"Authorization": header} if header else {}
    assert Client(HTTP_HOST="localhost").get("/metrics", headers=headers).status_code == 404


def test_without_a_token_nobody_reads_them(db, settings) -> None:
    settings.METRICS_TOKEN = ""
    assert Client(HTTP_HOST="localhost").get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_a_district_has_no_such_page(cast: Cast, settings) -> None:
    settings.METRICS_TOKEN = TOKEN
    client = Client(HTTP_HOST="jingan.localhost")
    assert client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404
