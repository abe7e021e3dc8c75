"""Fixtures of the interface's tests."""

import time
from types import SimpleNamespace

import pytest

from api import rates


@pytest.fixture(autouse=True)
def fresh_counts(monkeypatch: pytest.MonkeyPatch):
    """Requests of one test do not count in another."""
    # The minute stands still: a test that crossed into the next one would count afresh.
    moment = time.time() // 60 * 60 + 1
    monkeypatch.setattr(rates, "time", SimpleNamespace(time=lambda: moment))
    rates.forget()
    yield
    rates.forget()
