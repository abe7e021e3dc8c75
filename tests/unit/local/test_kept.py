"""What is made once stays as it is, whoever asks first."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from local.address import database_port, embedded_database_url
from local.kept import keep, kept_once
from local.secret import secret_key


def test_all_concurrent_askers_get_one_value(tmp_path: Path) -> None:
    numbers = count()
    together = threading.Barrier(8)

    def ask(_: int) -> str:
        together.wait()
        return kept_once(tmp_path / "new" / "value", lambda: str(next(numbers)))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["value"]


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    kept_once(tmp_path / "once", lambda: "x")
    keep(tmp_path / "again", "y")
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_the_secret_key_is_long_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    monkeypatch.setenv("SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"


def test_the_address_stays_and_the_port_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_PORT", raising=False)
    address = embedded_database_url(tmp_path)
    assert embedded_database_url(tmp_path) == address
    assert f"@127.0.0.1:{database_port(tmp_path)}/liandong" in address
    monkeypatch.setenv("PG_PORT", "5999")
    assert "@127.0.0.1:5999/" in embedded_database_url(tmp_path)
