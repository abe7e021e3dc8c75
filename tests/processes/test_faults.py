"""Killed with SIGKILL in the middle of its work, no process leaves anything half done."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cast import Cast, build_cast
from database import SCHEMA
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tenants.utils import schema_context, schema_exists
from kombu import Connection
from receiver import receiving
from samples import png
from stories import claim_in, open_listing

from api.actions.clients import client_register
from api.hooks.actions import webhook_register
from core.chain import verify
from core.models import Delivery, Event
from core.permissions import SYSTEM
from core.tasks import deliver
from local.broker import broker_settings, install_broker
from resources.models import Claim, Evidence
from tenants.actions.jobs import job_open
from tenants.models import District, DistrictJob
from tenants.notices.models import Notice
from tenants.tasks import carry_out

pytestmark = pytest.mark.processes
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90


def wait_for(what: Callable[[], Any], log: Path) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < deadline, log.read_text()[-5000:]
        time.sleep(0.1)
    return found


class Started:
    """A process in a group of its own, so that nothing of it outlives a kill."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def kill(self) -> None:
        """At once and without a word, all of it."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait(PATIENCE)


@pytest.fixture
def town(scratch: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cast]:
    monkeypatch.setattr(deliver, "delay", lambda schema: None)
    with schema_context(SCHEMA):
        yield build_cast()


@pytest.fixture
def environment(scratch: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """For processes on this test's own database, with the broker of the environment or the one in the database."""
    broker = broker_settings(os.environ.get("BROKER_URL"), scratch)
    if broker.url.startswith("pgmq://"):
        install_broker(broker.transport_options["conn_string"])
    queue = f"fault{os.getpid()}"
    paths = [str(ROOT / part) for part in ("platform", "", "tests")]
    yield os.environ | {
        "DATABASE_URL": scratch,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "MEDIA_ROOT": str(tmp_path / "files"),
        "MIDDLE_MARK": str(tmp_path / "middle"),
        "PYTHONPATH": os.pathsep.join(paths),
        "SECRET_KEY": settings.SECRET_KEY,
        "TASK_QUEUE": queue,
    }
    with Connection(broker.url, transport_options=broker.transport_options) as connection:
        connection.default_channel.queue_delete(queue)


@pytest.fixture
def start(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Started]]:
    started: list[Started] = []

    def run(*command: str) -> Started:
        started.append(Started(list(command), environment, tmp_path / "process.log"))
        return started[-1]

    yield run
    for process in started:
        process.kill()


def worker(start: Callable[..., Started], app: str) -> Started:
    quiet = ("--without-gossip", "--without-mingle", "--concurrency", "1", "--loglevel", "INFO")
    return start("celery", "-A", app, "worker", *quiet)


def sweep(environment: dict[str, str], module: str = "core.tasks", name: str = "deliver_everywhere") -> None:
    """What beat does every twenty seconds."""
    program = f"import django; django.setup(); from {module} import {name}; print({name}())"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)


def test_a_worker_killed_in_mid_delivery_tells_everybody_once_after_a_restart(
    town: Cast, environment: dict[str, str], start: Callable[..., Started], tmp_path: Path
) -> None:
    for _ in range(3):
        claim_in(town, "closed")
    waiting = Delivery.objects.filter(done_at=None).count()
    assert waiting > 10
    sweep(environment)
    first = worker(start, "faults.slow_worker")
    wait_for((tmp_path / "middle").exists, first.log)
    first.kill()
    assert not Notice.objects.exists(), "what the killed worker had begun is gone with it"
    assert Delivery.objects.filter(done_at=None, attempts=0).count() == waiting

    sweep(environment)
    second = worker(start, "config.celery")
    wait_for(lambda: not Delivery.objects.filter(done_at=None).exists(), second.log)
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}
    pairs = list(Notice.objects.values_list("user_id", "event_id"))
    assert len(pairs) == len(set(pairs))
    told = {verb: Notice.objects.filter(event__verb=verb).count() for verb in ("claim.confirm", "claim.fulfil")}
    # Both people of the unit hear of three confirmations; of its three reports its head and both of the community.
    assert told == {"claim.confirm": 6, "claim.fulfil": 9}
    # The message that the killed worker never acknowledged comes again and finds nothing to do.
    count = Notice.objects.count()
    sweep(environment)
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); from core.tasks import deliver; deliver({SCHEMA!r})"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    assert Notice.objects.count() == count


def test_a_worker_killed_in_mid_sending_leaves_no_message_unsent_and_none_out_of_order(
    town: Cast, environment: dict[str, str], start: Callable[..., Started], tmp_path: Path
) -> None:
    with receiving(tmp_path) as receiver:
        environment |= {"WEBHOOK_ALLOWED_NETWORKS": "127.0.0.0/8", "WEBHOOK_CA_FILE": receiver.ca_file}
        given = {"name": "数据中台", "purpose": "汇总", "at": town.street_a, "scopes": ["view", "webhook.edit"]}
        client, _ = client_register(actor=SYSTEM, **given)
        verbs = ["need.create", "need.submit", "need.publish"]
        webhook, _ = webhook_register(actor=SYSTEM, client=client, url=receiver.url, verbs=verbs)
        open_listing(town)
        first = worker(start, "faults.slow_sender")
        sweep(environment, "api.hooks.tasks", "sweep")
        wait_for((tmp_path / "middle").exists, first.log)
        first.kill()
        assert [message.content["type"] for message in receiver.got] == verbs[:2]
        assert list(webhook.deliveries.order_by("id").values_list("status", flat=True)) == [
            "delivered",
            "waiting",
            "waiting",
        ]

        # So much later that nobody waits for the killed one any more.
        webhook.deliveries.filter(status="waiting").update(taken_until=timezone.now())
        second = worker(start, "config.celery")
        sweep(environment, "api.hooks.tasks", "sweep")
        wait_for(lambda: not webhook.deliveries.exclude(status="delivered").exists(), second.log)
        assert [message.content["type"] for message in receiver.got] == [verbs[0], verbs[1], verbs[1], verbs[2]]
        assert receiver.got[1].id == receiver.got[2].id


def test_a_worker_killed_while_it_opens_a_district_leaves_nothing_and_another_opens_it_once(
    scratch: str, environment: dict[str, str], start: Callable[..., Started], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(carry_out, "delay", lambda schema, job: None)
    job = job_open(actor=SYSTEM, code="440106", slug="tianhe")
    resume = [sys.executable, "-c", "import django; django.setup(); from tenants.tasks import resume; resume('public')"]
    subprocess.run(resume, cwd=ROOT, env=environment, check=True)
    first = worker(start, "faults.slow_opening")
    wait_for((tmp_path / "middle").exists, first.log)
    job.refresh_from_db()
    assert (job.status, job.step, job.attempts, job.is_in_hand) == ("running", "clone", 1, True)
    first.kill()
    wait_for(lambda: not job.is_in_hand, first.log)
    assert not schema_exists("tianhe")
    assert not District.objects.filter(slug="tianhe").exists()

    subprocess.run(resume, cwd=ROOT, env=environment, check=True)
    second = worker(start, "config.celery")
    wait_for(lambda: DistrictJob.objects.get().status == "done", second.log)
    assert DistrictJob.objects.get().attempts == 2
    assert schema_exists("tianhe")
    assert Event.objects.filter(verb="district.create").count() == 1
    assert verify() == []


def web(start: Callable[..., Started], application: str) -> tuple[Started, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ("--interface", "wsgi", "--no-ws", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "2")
    server = start("granian", *options, "--log-level", "warning", application)

    def answers() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return True
        except OSError:
            return False

    wait_for(answers, server.log)
    return server, f"http://127.0.0.1:{port}"


def fulfil(address: str, claim: Claim, session: str, answer: list[int]) -> None:
    """What the browser sends: the form of one's claim, with a picture."""
    host = {"Host": f"{SCHEMA}.localhost"}
    browser = requests.Session()
    cookies = {settings.SESSION_COOKIE_NAME: session}
    page = browser.get(f"{address}/claims/{claim.pk}/fulfil/", headers=host, cookies=cookies, timeout=PATIENCE)
    assert page.status_code == 200, page.text[:500]
    token = page.cookies["csrftoken"]
    try:
        sent = browser.post(
            f"{address}/claims/{claim.pk}/fulfil/",
            headers={**host, "X-CSRFToken": token},
            cookies={**cookies, "csrftoken": token},
            data={"outcome": "已完成", "quantity": "20"},
            files={"evidence": ("现场.png", png(7), "image/png")},
            allow_redirects=False,
            timeout=PATIENCE,
        )
        answer.append(sent.status_code)
    except requests.ConnectionError:
        answer.append(0)


def test_a_web_process_killed_in_mid_request_leaves_nothing_half_written(
    town: Cast, start: Callable[..., Started], tmp_path: Path
) -> None:
    claim = claim_in(town, "confirmed")
    before = Event.objects.count()
    browser = Client()
    browser.force_login(town.users["unit_a"], backend="django.contrib.auth.backends.ModelBackend")
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value

    server, address = web(start, "faults.slow_web:application")
    answer: list[int] = []
    request = threading.Thread(target=fulfil, args=(address, claim, session, answer))
    request.start()
    wait_for((tmp_path / "middle").exists, server.log)
    server.kill()
    request.join(PATIENCE)
    assert answer == [0]
    claim.refresh_from_db()
    need = claim.need
    assert (claim.status, claim.version, claim.fulfilled_quantity, need.fulfilled) == ("confirmed", 2, 0, 0)
    assert Event.objects.count() == before
    assert not Evidence.objects.exists()
    assert verify() == []

    server, address = web(start, "config.wsgi:application")
    fulfil(address, claim, session, answer)
    assert answer[1] in (200, 302)
    claim.refresh_from_db()
    assert (claim.status, claim.fulfilled_quantity) == ("fulfilled", 20)
    assert Event.objects.filter(verb="claim.fulfil").count() == 1
    evidence = Evidence.objects.get()
    assert (tmp_path / "files" / SCHEMA / evidence.file.name).read_bytes() == png(7)
    assert verify() == []
