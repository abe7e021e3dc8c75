"""Fixtures of the interface's tests."""

import pytest

from api import rates


@pytest.fixture(autouse=True)
def fresh_counts():
    """Requests of one test do not count in another."""
    rates.forget()
    yield
    rates.forget()
