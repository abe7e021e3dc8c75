"""How much a caller may ask in a minute."""

from typing import Any

import pytest
from callers import Caller, gid, person
from cast import Cast
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context
from stories import listing_in

from api import rates
from api.models import Usage
from api.rates import TooMany
from resources.models import Need


class TestRate:
    def test_requests_of_a_minute_are_limited(self, cast: Cast, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_REQUESTS_PER_MINUTE = 3
        statuses = [street.post("{ me { kind } }").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = street.post("{ me { kind } }")
        assert 0 < int(refused["Retry-After"]) <= 60
        assert "每分钟最多 3 次" in refused.json()["errors"][0]["message"]
        # Others are not held up.
        assert person(cast.users["street_b"]).post("{ me { kind } }").status_code == 200

    def test_what_is_left_is_told(self, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_REQUESTS_PER_MINUTE = 90
        left = [int(street.post("{ me { kind } }")["X-RateLimit-Remaining"]) for _ in range(7)]
        assert left == [89, 88, 87, 86, 85, 84, 83]

    def test_processes_share_the_count(self, district: None) -> None:
        """What another process has taken is not given again."""
        for _ in range(6):
            rates.take("client:1", 10)
            rates.forget()  # as a process does that ends
        for _ in range(4):
            rates.take("client:1", 10)
        with pytest.raises(TooMany):
            rates.take("client:1", 10)

    def test_districts_count_apart(self, district: None, neighbour: Cast) -> None:
        for _ in range(2):
            rates.take("client:1", 2)
        with pytest.raises(TooMany):
            rates.take("client:1", 2)
        with schema_context("dongcheng"):
            assert rates.take("client:1", 2).remaining == 1

    def test_one_row_for_each_caller(self, district: None) -> None:
        for _ in range(50):
            rates.take("user:1", 1000)
        rates.take("user:2", 1000)
        assert Usage.objects.count() == 2

    def test_a_new_minute_starts_anew(self, district: None) -> None:
        rates.take("user:1", 1)
        rates.forget()
        Usage.objects.update(minute=1)
        assert rates.take("user:1", 1).remaining == 0


class TestCostOfAMinute:
    """``needs(first: n)`` with an id each costs 1 + 2 n."""

    QUERY = "query ($n: Int) { needs(first: $n) { nodes { id } } }"

    def test_it_is_limited(self, cast: Cast, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_COST_PER_MINUTE = 300
        assert [street.post(self.QUERY, {"n": 50}).status_code for _ in range(3)] == [200, 200, 429]
        refused = street.post(self.QUERY, {"n": 50})
        assert 0 < int(refused["Retry-After"]) <= 60
        (error,) = refused.json()["errors"]
        assert error["extensions"]["code"] == "RATE_LIMITED"
        assert "代价为 101，本分钟只余 98（每分钟合计 300）" in error["message"]
        # What is left serves a smaller one, and others are not held up.
        assert street.post(self.QUERY, {"n": 40}).status_code == 200
        assert person(cast.users["street_b"]).post(self.QUERY, {"n": 50}).status_code == 200

    def test_a_mutation_that_is_too_dear_does_nothing(self, cast: Cast, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_COST_PER_MINUTE = 1
        listing = listing_in(cast, "submitted")
        text = "mutation ($input: NeedPublishInput!) { needPublish(input: $input) { errors { code } } }"
        assert street.post(text, {"input": {"id": gid(listing)}}).status_code == 429
        assert Need.objects.get().status == "submitted"

    def test_what_is_left_is_told(self, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_COST_PER_MINUTE = 1000
        answers = [street.post(self.QUERY, {"n": 2}) for _ in range(20)]
        assert [int(answer["X-RateLimit-Cost-Remaining"]) for answer in answers] == list(range(995, 895, -5))
        rate = answers[-1].json()["extensions"]["rate"]
        assert (rate["costLimit"], rate["costRemaining"]) == (1000, 900)
        assert answers[-1]["X-RateLimit-Cost-Limit"] == "1000"

    def test_a_refused_operation_costs_nothing(self, street: Caller, settings: Any) -> None:
        settings.GRAPHQL_COST_PER_MINUTE = 1000
        assert street.post("{ nothing }")["X-RateLimit-Cost-Remaining"] == "1000"

    def test_requests_and_cost_take_one_statement(self, district: None) -> None:
        with CaptureQueriesContext(connection) as captured:
            for _ in range(30):
                rates.take("user:1", 900, 90_000)
                rates.spend("user:1", 900, 90_000, 100)
        assert len([query for query in captured if "api_usage" in query["sql"]]) == 1
        usage = Usage.objects.get()
        assert (usage.requests, usage.cost) == (30, 3000)

    def test_one_dear_operation_takes_what_it_needs(self, district: None) -> None:
        assert rates.spend("user:1", 900, 90_000, 25_000).cost_remaining == 65_000
        assert rates.spend("user:1", 900, 90_000, 65_000).cost_remaining == 0
        with pytest.raises(TooMany):
            rates.spend("user:1", 900, 90_000, 1)

    def test_processes_share_it(self, district: None) -> None:
        """What another process has taken is not given again."""
        for _ in range(6):
            rates.spend("client:1", 10, 10, 1)
            rates.forget()
        rates.spend("client:1", 10, 10, 4)
        with pytest.raises(TooMany):
            rates.spend("client:1", 10, 10, 1)

    def test_what_cannot_be_had_is_not_lost(self, district: None) -> None:
        """Asking for too much takes the rest of the minute into this process, where smaller requests find it."""
        rates.spend("client:1", 10, 100, 60)
        for _ in range(3):
            with pytest.raises(TooMany):
                rates.spend("client:1", 10, 100, 90)
        assert rates.spend("client:1", 10, 100, 40).cost_remaining == 0

    def test_districts_and_minutes_count_apart(self, district: None, neighbour: Cast) -> None:
        rates.spend("client:1", 10, 10, 10)
        with schema_context("dongcheng"):
            assert rates.spend("client:1", 10, 10, 9).cost_remaining == 1
        rates.forget()
        Usage.objects.update(minute=1)
        assert rates.spend("client:1", 10, 10, 10).cost_remaining == 0
