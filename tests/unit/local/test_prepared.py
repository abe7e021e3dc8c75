"""A second start skips the release step only when that step would change nothing."""

from pathlib import Path

import psycopg
import pytest
from database import SCHEMA

from local import prepared
from local.prepared import is_prepared, note_prepared

pytestmark = pytest.mark.processes


@pytest.fixture
def noted(scratch: str) -> str:
    """The address of a database in which the release step has just been done."""
    assert not is_prepared(scratch)
    note_prepared(scratch)
    assert is_prepared(scratch)
    return scratch


@pytest.mark.parametrize(
    "change",
    [
        f"DELETE FROM {SCHEMA}.django_migrations WHERE id = (SELECT max(id) FROM {SCHEMA}.django_migrations)",
        f"DROP SCHEMA {SCHEMA} CASCADE",
    ],
)
def test_a_changed_database_is_prepared_again(noted: str, change: str) -> None:
    with psycopg.connect(noted) as connection:
        connection.execute(change)
    assert not is_prepared(noted)


def test_changed_code_prepares_again(noted: str, monkeypatch) -> None:
    monkeypatch.setattr(prepared, "PARTS", prepared.PARTS[:-1])
    assert not is_prepared(noted)


def test_another_wish_for_demo_data_prepares_again(noted: str, monkeypatch) -> None:
    monkeypatch.setenv("DEMO", "0")
    assert not is_prepared(noted)


def test_every_app_with_migrations_counts() -> None:
    from django.apps import apps

    with_migrations = {app.path for app in apps.get_app_configs() if (Path(app.path) / "migrations").is_dir()}
    ours = {path for path in with_migrations if "site-packages" not in path}
    assert {str(file.parents[1]) for file in prepared._files() if file.parent.name == "migrations"} == ours


def test_a_database_that_does_not_answer_is_not_prepared() -> None:
    assert not is_prepared("postgres://nobody:x@127.0.0.1:1/none")
