"""The examples of the guide, run as a stranger would: other processes against a real server."""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from textwrap import dedent, indent

import pytest
import requests
from callers import gid
from cast import build_cast
from database import SCHEMA, address_of, another
from django.conf import settings as django_settings
from django.utils import timezone
from django_tenants.utils import schema_context
from quarters import issued
from samples import png

from api.actions.clients import client_register
from api.documents import LONGEST
from api.hooks.models import Webhook
from api.hooks.sending import READ
from api.hooks.signing import GRACE, new_salt, secret_of, signed_headers
from api.limits import DEEPEST, MOST_ALIASES, MOST_FIELDS
from api.names import camel
from api.rows.pages import LARGEST_PAGE
from api.schema import MUTATIONS, schema
from api.scopes import PermissionScopes
from core.errors import DomainError
from core.permissions import Perm
from resources.actions.uploads import BYTES_PER_HOUR, FILES_PER_HOUR
from resources.models import Claim
from resources.staging import KEPT

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "api" / "examples"
GUIDE = ROOT / "docs" / "api" / "README.md"
QUERIES = schema.graphql_schema.query_type.fields
BUSINESS = [Perm.VIEW, Perm.LISTING_EDIT, Perm.CLAIM_PROPOSE, Perm.CLAIM_FULFIL, Perm.CLAIM_EVALUATE]
STREET = [*BUSINESS, Perm.LISTING_REVIEW, Perm.CLAIM_CONFIRM, Perm.WEBHOOK_EDIT, Perm.DOCUMENT_EDIT]


@pytest.fixture(scope="module")
def surroundings(
    django_db_setup, template_name: str, database_name: str, django_db_blocker, tmp_path_factory
) -> Iterator[dict[str, str]]:
    """A served district with three clients; the environment that the examples ask for."""
    name = f"{database_name}_examples"
    with django_db_blocker.unblock(), another(name, database_name, template_name):
        with schema_context(SCHEMA):
            told = _clients()
        files = tmp_path_factory.mktemp("files")
        with _served(name, files) as port:
            yield {**os.environ, "PYTHONPATH": "", "LIANDONG_URL": f"http://{SCHEMA}.localhost:{port}", **told}


def _clients() -> dict[str, str]:
    cast = build_cast()
    issued(cast)
    told = {"COMMUNITY_PLACE": gid(cast.community_a), "UNIT_PLACE": gid(cast.unit_a)}
    for who, place, scopes in (
        ("COMMUNITY", cast.community_a, BUSINESS),
        ("STREET", cast.street_a, STREET),
        ("UNIT", cast.unit_a, BUSINESS),
    ):
        client, secret = client_register(
            actor=cast.actor("security"), name=f"示例 {place}", purpose="示例", at=place, scopes=list(scopes)
        )
        told |= {f"{who}_ID": client.client_id, f"{who}_SECRET": secret}
    return told


class _served:  # noqa: N801 - reads as a phrase: with _served(...)
    """The web process of an installation, on a free port."""

    def __init__(self, database: str, files: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), "config.wsgi:application"],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": "platform:.",
                "DATABASE_URL": address_of(database),
                "MEDIA_ROOT": str(files),
                "BROKER_URL": "memory://",
                "SECRET_KEY": django_settings.SECRET_KEY,
            },
        )

    def __enter__(self) -> int:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self.process.poll() is None, "the server has ended"
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.port
            time.sleep(0.1)
        raise TimeoutError("the server does not answer")

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(20)


def run(command: list[str], surroundings: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=EXAMPLES, env=surroundings, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.processes
def test_the_loop(surroundings: dict[str, str], django_db_blocker) -> None:
    told = run([sys.executable, "loop.py"], surroundings)
    assert "社区自己不能审核： NOT_ALLOWED" in told
    assert "不能超出： quantity" in told
    assert "双方评价： 已办结" in told
    assert "已签发： 2026年第三季度" in told
    with django_db_blocker.unblock(), schema_context(SCHEMA):
        assert Claim.objects.filter(status="closed", need__title="暑期亲子阅读场地").count() == 1


@pytest.mark.processes
def test_the_guides_own_lines_for_files(surroundings: dict[str, str], tmp_path: Path) -> None:
    """A picture is sent ahead and used, as the guide shows it, in a folder where such a picture lies."""
    shown = re.findall(r"( *photo = unit\.upload.*?)\n *```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(shown) == 1
    (tmp_path / "现场照片.png").write_bytes(png())
    before, after = (EXAMPLES / "loop.py").read_text("utf-8").split("    photo = unit.upload")
    after = after[after.index("    community.claimEvaluate") :]
    (tmp_path / "files.py").write_text(before + indent(dedent(shown[0]), "    ") + "\n" + after, "utf-8")
    command = [sys.executable, "files.py"]
    given = {**surroundings, "PYTHONPATH": str(EXAMPLES)}
    done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "双方评价： 已办结" in done.stdout


@pytest.mark.processes
def test_watching(surroundings: dict[str, str], tmp_path: Path) -> None:
    run([sys.executable, "loop.py"], surroundings)
    cursor = tmp_path / "cursor"
    told = run([sys.executable, "watch.py", str(cursor)], surroundings)
    assert "提出认领 8小时 认领：暑期亲子阅读场地" in told
    kept = cursor.read_text()
    assert run([sys.executable, "watch.py", str(cursor)], surroundings) == ""
    assert cursor.read_text() == kept

    command = [sys.executable, "watch.py", str(cursor), "0.2"]
    with subprocess.Popen(command, cwd=EXAMPLES, env=surroundings, stdout=subprocess.PIPE, text=True) as watcher:
        assert watcher.stdout is not None
        run([sys.executable, "loop.py"], surroundings)
        lines = [watcher.stdout.readline() for _ in range(3)]
        watcher.kill()
    assert [next(what for what in ("提出认领", "确认认领", "办结") if what in line) for line in lines] == [
        "提出认领",
        "确认认领",
        "办结",
    ]


@pytest.mark.processes
def test_the_client_registers_a_webhook_of_its_own(surroundings: dict[str, str]) -> None:
    program = """
import os
from liandong import Liandong, Refused

street = Liandong(os.environ["LIANDONG_URL"], os.environ["STREET_ID"], os.environ["STREET_SECRET"])
made = street.webhookRegister("secret webhook { id status }", url="https://example.gov.cn/x", verbs=["need.create"])
again = street.webhookRotate("secret", id=made["webhook"]["id"])
street.webhookRemove("webhook { status }", id=made["webhook"]["id"])
print(made["webhook"]["status"], made["secret"] != again["secret"])
"""
    assert run([sys.executable, "-c", program], surroundings) == "ACTIVE True\n"


@pytest.mark.processes
def test_the_client_registers_its_documents_and_sends_their_hashes(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    text = "query Who { me { kind } }"
    body = {"id": sha256(text.encode()).hexdigest(), "name": "Who", "type": "query", "body": text}
    manifest = {"format": "apollo-persisted-query-manifest", "version": 1, "operations": [body]}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    program = """
import os, sys
from liandong import Liandong, Refused

given = (os.environ["LIANDONG_URL"], os.environ["STREET_ID"], os.environ["STREET_SECRET"])
street = Liandong(*given, manifest=sys.argv[1])
try:
    street.run("Who")
except Refused as refused:
    print(refused.errors[0]["code"])
print(street.register()["registered"], street.register()["unchanged"])
print(street.run("Who"), street.ask("query Who { me { kind } }"))
"""
    told = run([sys.executable, "-c", program, str(tmp_path / "manifest.json")], surroundings)
    assert told.splitlines() == [
        "PERSISTED_QUERY_NOT_FOUND",
        "1 1",
        "{'me': {'kind': 'client'}} {'me': {'kind': 'client'}}",
    ]


def test_the_client_knows_which_answers_hold_a_secret() -> None:
    payloads = {name: field.type.of_type._meta.fields for name, field in MUTATIONS.items()}
    text = (EXAMPLES / "liandong" / "transport.py").read_text("utf-8")
    (told,) = re.findall(r"_WITH_SECRET = (\{.*\})", text)
    assert ast.literal_eval(told) == {name for name, fields in payloads.items() if "secret" in fields}


@pytest.mark.processes
def test_receiving(tmp_path: Path) -> None:
    """What the platform signs, the example takes once; what is altered, old or unsigned it refuses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    webhook = Webhook(salt=new_salt(), old_salt=new_salt(), old_until=timezone.now() + GRACE)
    body = '{"type": "need.create", "data": {"subject": {"label": "义诊"}}}'
    moment = datetime.now(UTC)
    good = signed_headers(webhook, "msg_1", body, moment)
    late = signed_headers(webhook, "msg_2", body, moment - timedelta(minutes=6))

    def post(headers: dict[str, str], content: str = body) -> int:
        return requests.post(f"http://127.0.0.1:{port}/", content.encode(), headers=headers, timeout=10).status_code

    for salt in (webhook.salt, webhook.old_salt):
        environment = {**os.environ, "PYTHONPATH": "", "WEBHOOK_SECRET": secret_of(salt)}
        command = [sys.executable, "receive.py", str(port)]
        with subprocess.Popen(command, cwd=EXAMPLES, env=environment, stdout=subprocess.PIPE, text=True) as receiver:
            _wait_for(port)
            assert [post(good), post(good)] == [204, 204]
            assert post(good, body + " ") == post(late) == post({}) == 401
            assert receiver.stdout is not None
            line = receiver.stdout.readline()
            receiver.kill()
            assert line + receiver.stdout.read() == "need.create 义诊\n"


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("nobody listens")


@pytest.mark.processes
def test_curl(surroundings: dict[str, str]) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl is installed")
    run([sys.executable, "loop.py"], surroundings)
    told = run(["sh", "read.sh"], surroundings)
    assert '"title":"暑期亲子阅读场地"' in told
    assert '"remaining":"4.00"' in told


@pytest.mark.processes
def test_the_screen(surroundings: dict[str, str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "screen/screen.py", str(port)]
    with subprocess.Popen(command, cwd=EXAMPLES, env=surroundings, stdout=subprocess.PIPE, text=True) as screen:
        try:
            assert screen.stdout is not None
            assert str(port) in screen.stdout.readline()
            shown = requests.get(f"http://127.0.0.1:{port}/data", timeout=30).json()
            assert shown["place"]["name"] == "江宁路街道"
            assert {"CLAIMS_CLOSED", "SCORE"} <= {figure["indicator"] for figure in shown["place"]["figures"]}
            page = requests.get(f"http://127.0.0.1:{port}/", timeout=30)
            assert "街道联动大屏" in page.content.decode()
        finally:
            screen.terminate()


def test_the_client_has_a_method_for_everything() -> None:
    text = (EXAMPLES / "liandong" / "operations.py").read_text("utf-8")
    methods = set(re.findall(r"^    def (\w+)\(self", text, re.MULTILINE))
    assert methods == {camel(name) for name in (*QUERIES, *MUTATIONS)}


def test_the_guide_names_every_example() -> None:
    guide = GUIDE.read_text("utf-8")
    programs = [file.relative_to(EXAMPLES) for file in EXAMPLES.rglob("*") if file.suffix in {".py", ".sh"}]
    named = [file for file in programs if file.name in guide or file.parts[0] == "liandong"]
    assert named == programs


def test_the_guide_names_every_scope_and_code() -> None:
    guide = GUIDE.read_text("utf-8")
    codes = {"INTERNAL"}
    waiting = [DomainError]
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        codes.add(kind.code)
    expected = [*PermissionScopes().get_all_scopes(), *(codes - {"REFUSED"})]
    assert [each for each in expected if f"`{each}`" not in guide] == []


def test_the_guide_tells_the_limits_as_they_are() -> None:
    guide = GUIDE.read_text("utf-8")
    for limit in (
        f"{django_settings.GRAPHQL_MOST_COST:,}",
        f"{django_settings.GRAPHQL_REQUESTS_PER_MINUTE:,} 次",
        f"每个操作 {django_settings.GRAPHQL_SECONDS:g} 秒",
        f"{django_settings.GRAPHQL_COST_PER_MINUTE:,}",
        f"{LONGEST:,} 字符",
        f"{MOST_FIELDS:,} 个",
        f"{MOST_ALIASES} 个",
        f"{DEEPEST} 层",
        f"{LARGEST_PAGE} 条",
        f"{django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB",
        f"每个调用者每小时 {FILES_PER_HOUR} 份、{BYTES_PER_HOUR // 2**20} MB",
    ):
        assert f"| {limit}" in guide or f"每分钟 {limit}" in guide, limit
    assert django_settings.FILE_ADDRESS_SECONDS == 10 * 60, "十分钟"
    assert timedelta(hours=24) == KEPT, "24 小时"
    assert f"{READ:g} 秒内答复 2xx" in guide
    assert f"{READ:g} 秒内没有答复" in (EXAMPLES / "receive.py").read_text("utf-8")
    assert django_settings.EVIDENCE_MAX_BYTES == 10 * 2**20, "10 MB"
