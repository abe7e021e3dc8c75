"""What of the text of requests is kept, so that it is read once."""

import threading
from typing import Any

import pytest
from callers import Caller, person
from cast import Cast
from stories import listing_in

from api.documents import BadDocument, Documents
from api.execution import documents
from api.schema import schema


class TestDocuments:
    def test_a_document_is_parsed_once(self, street: Caller, monkeypatch: Any) -> None:
        from api import documents as module

        parsed: list[str] = []
        real = module.parse
        monkeypatch.setattr(module, "parse", lambda text, **options: parsed.append(text) or real(text, **options))
        query = "query Once { me { kind label } }"
        for _ in range(3):
            street.ask(query)
        assert parsed.count(query) == 1

    def test_it_is_bounded(self) -> None:
        kept = Documents(schema.graphql_schema, most=10, characters=500)
        for n in range(100):
            kept.get(f"query Q{n} {{ me {{ kind }} }}")
        assert len(kept) == 10
        kept.get("query Long { me { kind } }" + " " * 450)
        assert kept.held <= 500
        assert len(kept) < 10

    def test_what_is_used_stays(self) -> None:
        kept = Documents(schema.graphql_schema, most=2)
        first = kept.get("query A { me { kind } }")
        kept.get("query B { me { kind } }")
        kept.get("query A { me { kind } }")
        kept.get("query C { me { kind } }")
        assert kept.get("query A { me { kind } }") is first

    def test_what_is_wrong_is_not_kept(self) -> None:
        kept = Documents(schema.graphql_schema)
        for text in ("{", "{ nothing }", "query ($a: Nothing) { me { kind } }"):
            with pytest.raises(BadDocument):
                kept.get(text)
        assert len(kept) == 0
        assert kept.held == 0

    def test_threads_share_it(self) -> None:
        kept = Documents(schema.graphql_schema, most=5)
        faults: list[BaseException] = []

        def work(seed: int) -> None:
            try:
                for n in range(60):
                    kept.get(f"query Q{(n * seed) % 9} {{ me {{ kind }} }}")
            except BaseException as error:
                faults.append(error)

        threads = [threading.Thread(target=work, args=(seed,)) for seed in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert len(kept) == 5
        assert kept.held == sum(len(text) for text in kept._kept)

    def test_one_cache_serves_every_caller_with_its_own_rows(self, cast: Cast) -> None:
        listing_in(cast, "open")
        query = "query Shared { needs { totalCount } }"
        counts = [person(cast.users[n]).ask(query)["needs"]["totalCount"] for n in ("street_a", "street_b", "unit_a")]
        assert counts == [1, 0, 1]
        assert query in documents()._kept
