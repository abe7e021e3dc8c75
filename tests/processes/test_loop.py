"""The loop with a real worker: what people do in one process becomes notices in another, through the queue.

It runs on the database and the broker of the environment: by default both are the embedded PostgreSQL; CI runs it
again on a real server with RabbitMQ and with Redis (``make test-servers``).
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from database import SCHEMA
from django_tenants.utils import schema_context
from kombu import Connection

from local.broker import broker_settings, install_broker

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
STORY = f"""
import django
django.setup()
from cast import build_cast
from django_tenants.utils import schema_context
from stories import claim_in
with schema_context({SCHEMA!r}):
    claim_in(build_cast(), "closed")
"""


@pytest.fixture
def environment(scratch: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """For processes that work on this test's own database. A shared broker gets a queue of its own."""
    broker = broker_settings(os.environ.get("BROKER_URL"), scratch)
    if broker.url.startswith("pgmq://"):
        install_broker(broker.transport_options["conn_string"])
    queue = f"test{os.getpid()}"
    paths = [str(ROOT / part) for part in ("platform", "", "tests")]
    yield os.environ | {
        "DATABASE_URL": scratch,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MEDIA_ROOT": str(tmp_path / "files"),
        "PYTHONPATH": os.pathsep.join(paths),
        "TASK_QUEUE": queue,
    }
    with Connection(broker.url, transport_options=broker.transport_options) as connection:
        connection.default_channel.queue_delete(queue)


@pytest.fixture
def worker(environment: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """A running worker; its log."""
    log = tmp_path / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--concurrency", "1"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--loglevel", "INFO", "--without-gossip", "--without-mingle"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    yield log
    process.terminate()
    process.wait(30)


def test_the_worker_tells_everybody_concerned(scratch: str, environment: dict[str, str], worker: Path) -> None:
    from core.models import Delivery, Event
    from tenants.notices.models import Notice

    subprocess.run([sys.executable, "-c", STORY], cwd=ROOT, env=environment, check=True)
    deadline = time.monotonic() + PATIENCE
    with schema_context(SCHEMA):
        assert Event.objects.filter(verb="claim.evaluate").count() == 2
        while Delivery.objects.filter(done_at=None).exists():
            assert time.monotonic() < deadline, worker.read_text()
            time.sleep(0.1)
        told = set(Notice.objects.values_list("event__verb", "user__username"))
    assert ("claim.propose", "street.a") in told
    assert ("claim.confirm", "unit.a") in told
    assert ("claim.fulfil", "community.a") in told
    assert "Task core.deliver[" in worker.read_text()
