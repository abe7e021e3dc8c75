"""Tests leave nothing in the checkout."""

import subprocess
import sys

import pytest
from database import SCHEMA
from django.core.files.storage import default_storage
from django_tenants.utils import schema_context

from local.folders import ROOT, files_folder


@pytest.fixture(scope="module")
def kept_by_a_module(django_db_setup) -> str:
    """Where a fixture that is older than any test of its module keeps a file."""
    with schema_context(SCHEMA):
        return str(default_storage.path("photo.png"))


def test_files_of_shared_fixtures_stay_out_of_the_checkout(kept_by_a_module) -> None:
    assert f"/{SCHEMA}/" in kept_by_a_module
    assert not kept_by_a_module.startswith(str(ROOT))


def test_files_of_started_processes_stay_out_of_the_checkout() -> None:
    program = "from config import settings; print(settings.MEDIA_ROOT)"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "platform", capture_output=True, check=True)
    assert said.stdout.decode().strip() == str(files_folder())
    assert not files_folder().is_relative_to(ROOT)
