"""One schema for a session, one transaction for a test, and a named cast.

Two districts with the same shape and differing ids stand ready. In 静安区: the district office's 区里, street A with
community A1 and its unit, street B with community B1 and its unit. 东城区 is the neighbour who must see nothing.
"""

import gc
import os
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from cast import Cast, build_cast
from database import NEIGHBOUR, SCHEMA, another, copy, drop, ready_template, use
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from django_tenants.utils import schema_context
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from kept import laid_down
from whitenoise.middleware import WhiteNoiseMiddleware

from api import callers

_tests = count(1)
# How fast the machine is today is not what these tests are about.
hypothesis_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """What is imported stays until the end: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def database_name() -> str:
    """The name of this session's database: each xdist worker has its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    name = f"test_{settings.DATABASES['default']['NAME']}"
    return f"{name}_{worker}" if worker else name


@pytest.fixture(scope="session")
def template_name() -> str:
    return f"test_{settings.DATABASES['default']['NAME']}_template"


@pytest.fixture(scope="session")
def django_db_setup(
    template_name, database_name, django_test_environment, django_db_blocker, django_db_keepdb, django_db_createdb
):
    """A fresh copy of the migrated template. ``--create-db`` migrates again even if nothing has changed."""
    before = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        ready_template(template_name, afresh=django_db_createdb and not os.environ.get("PYTEST_XDIST_WORKER"))
        copy(database_name, template=template_name)
        use(database_name)
    yield
    with django_db_blocker.unblock():
        use(before)
        connection.close()
        drop(database_name)


@pytest.fixture
def scratch(django_db_setup, template_name, database_name, django_db_blocker) -> Iterator[str]:
    """The address of a database of its own, both districts ready, with real commits: for tests of several processes.

    This process uses it too while the test runs. Not together with ``db``, ``district`` or ``cast``.
    """
    with django_db_blocker.unblock(), another(f"{database_name}_scratch", database_name, template_name) as address:
        yield address


@pytest.fixture
def district(db) -> Iterator[None]:
    """Inside 静安区."""
    with schema_context(SCHEMA):
        yield


@pytest.fixture(scope="session")
def kept_files(tmp_path_factory) -> Path:
    """A folder for the files of what is made once and laid down for many tests."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def cast(district, kept_files: Path) -> Cast:
    """The named cast of 静安区."""
    return laid_down("cast", build_cast, kept_files)


@pytest.fixture
def neighbour(db, kept_files: Path) -> Cast:
    """The cast of 东城区, whose ids all differ from those of 静安区."""
    with schema_context(NEIGHBOUR):
        return laid_down("cast", partial(build_cast, offset=5000), kept_files)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process remembers of callers is another test's: ids of the cast are the same in all of them."""
    callers._known.clear()
    cache.clear()


@pytest.fixture(autouse=True)
def no_clock_in_budgets(monkeypatch):
    """A slow machine must not add the statements that the clock brings: the host looked up, the session noted."""
    monkeypatch.setattr("tenants.middleware.HOST_SECONDS", float("inf"))
    monkeypatch.setattr("tenants.accounts.middleware.LAST_SEEN_SECONDS", float("inf"))


@pytest.fixture(scope="session", autouse=True)
def files_apart(tmp_path_factory) -> Iterator[Path]:
    """Files of a fixture that several tests share, and of processes that a test starts, stay out of the checkout."""
    folder = tmp_path_factory.mktemp("files")
    with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=folder):
        patch.setenv("MEDIA_ROOT", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def swift_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["swift.SwiftHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def assets_found_once() -> Iterator[None]:
    """Each browser of a test has all middleware made anew; a process looks for its thousand files of styles once."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add)
        yield


@pytest.fixture(autouse=True)
def own_files(settings, files_apart: Path) -> None:
    """Files of a test go to its own folder, which comes into being with the first of them."""
    settings.MEDIA_ROOT = files_apart / f"of-test-{next(_tests)}"
    # The storage remembers its folder until this setting, and not MEDIA_ROOT, is said to have changed.
    settings.MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"


@pytest.fixture
def tomorrow() -> date:
    from datetime import timedelta

    from core.periods import today

    return today() + timedelta(days=1)
