"""``make up``: the whole platform on one machine, in the foreground, until Ctrl-C.

Order: database, tables and demo data where the code has moved on since the last start, then web, worker and beat at
once; ready means that the web answers, that beat has written its schedule and that a message of its own has gone
through the queue to the worker.
"""

import fcntl
import http.client
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from local.address import port_is_free
from local.folders import ANSWER_VARIABLE, ROOT, answer_file, data_folder, files_folder
from local.postgres import Server, ServerError, development_server
from local.prepare import with_demo
from local.prepared import is_prepared, note_prepared
from local.processes import Broken, Child, Family, end_leftovers, marked_environment

READY_SECONDS = 120
LOCK = "up.lock"


class Stopped(Exception):
    """Ctrl-C, ``make down`` or the end of the terminal."""


class CannotStart(Exception):
    """Something on the machine is in the way; the message says what and what helps."""


def web_port() -> int:
    """The port of the pages."""
    given = os.environ.get("WEB_PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise CannotStart(f"WEB_PORT 应为 1 到 65535 的端口号，现在是“{given}”。")
    return int(given)


def web_host() -> str:
    """The address on which the pages are served; other machines reach it only when this is changed."""
    return os.environ.get("WEB_HOST") or "127.0.0.1"


def say(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup has the end of the terminal ignored, and so it shall stay.
        if signal.getsignal(name) != signal.SIG_IGN or name != signal.SIGHUP:
            signal.signal(name, _stop)
    data = data_folder()
    token = secrets.token_hex(8)
    family = Family(folder=ROOT, environment=marked_environment(data) | {ANSWER_VARIABLE: token}, say=say)
    server = None if os.environ.get("DATABASE_URL") else development_server(data)
    try:
        with _only_one(data):
            try:
                _run(data, family, server, token)
            finally:
                # A second Ctrl-C must not leave half of it running.
                for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(name, signal.SIG_IGN)
                family.stop()
                end_leftovers(data)
                if server is not None:
                    server.stop()
    except Stopped:
        say("\n已停止。数据留在原处，make up 再次启动。")
        return 0
    except (CannotStart, Broken, ServerError) as problem:
        print(f"\n{problem}", file=sys.stderr, flush=True)
        return 1
    return 0


def _run(data: Path, family: Family, server: Server | None, token: str) -> None:
    begun = time.monotonic()
    if ended := end_leftovers(data):
        say(f"清理了上次没有正常结束的 {ended} 个进程")
    port = web_port()
    if not port_is_free(port, web_host()):
        raise CannotStart(f"端口 {port} 已被别的程序占用。请换一个：WEB_PORT={port + 1} make up")
    if server is not None:
        say("启动数据库（内置 PostgreSQL）")
        server.start()
    if server is None or not is_prepared(server.url):
        say("准备数据")
        _prepare(family)
        if server is not None:
            note_prepared(server.url)
    say("启动网页、后台任务和定时器")
    for child in _children(data, port, answer_file(token)):
        family.start(child)
    family.wait_until_ready(READY_SECONDS)
    _clear_answers(data)
    say(f"全部就绪，用时 {time.monotonic() - begun:.1f} 秒。\n")
    say(_welcome(data, port))
    while True:
        time.sleep(0.5)
        family.look_after()
        if server is not None and server.running() is None:
            say(f"数据库意外退出，正在重新启动。日志：{server.log}")
            server.start()


def _prepare(family: Family) -> None:
    command = [sys.executable, "-m", "local.prepare", "--demo"]
    step = subprocess.Popen(command, cwd=ROOT, env=family.environment, start_new_session=True)
    if code := step.wait():
        raise CannotStart(f"数据没有准备好（退出码 {code}），原因见上面的输出。")


def _children(data: Path, port: int, answer: Path) -> list[Child]:
    logs, run = data / "logs", data / "run"
    # Other users of the machine may enter the data folder, since the database account has to; these they may not.
    for folder in (logs, run, files_folder()):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    schedule = run / "beat-schedule"
    begun = time.time()
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config.celery"]
    # The queue in the database has no broadcast worth listening to; heartbeats only matter to RabbitMQ.
    quiet = ["--without-gossip", "--without-mingle"]
    web = [*python, "granian", "--interface", "wsgi", "--no-ws", "--host", web_host(), "--port", str(port)]
    web += ["--workers", os.environ.get("WEB_WORKERS", "2"), "--blocking-threads", "3"]
    web += ["--respawn-failed-workers", "--log-level", "warning", "config.wsgi:application"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", os.environ.get("TASK_WORKERS", "2")]
    beat = [*celery, "beat", "--loglevel", "INFO", "--schedule", str(schedule), "--pidfile="]
    return [
        Child("网页", web, logs / "web.log", lambda: web_answers(port)),
        Child("后台任务", [*worker, *quiet], logs / "worker.log", answer.exists),
        Child("定时器", beat, logs / "beat.log", lambda: _written_since(schedule, begun)),
    ]


def base_host() -> str:
    """The host name of the platform; districts are names below it."""
    return os.environ.get("BASE_HOST") or "localhost"


def web_answers(port: int) -> bool:
    """Whether the page of health says that all is well."""
    connection = http.client.HTTPConnection(web_host(), port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"{base_host()}:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _written_since(schedule: Path, moment: float) -> bool:
    # The name gets an ending that depends on the kind of database Python was built with.
    return any(path.stat().st_mtime >= moment - 1 for path in schedule.parent.glob(f"{schedule.name}*"))


def _clear_answers(data: Path) -> None:
    for path in (data / "run").glob("answer-*"):
        path.unlink(missing_ok=True)


def _welcome(data: Path, port: int) -> str:
    from local.demo.accounts import accounts_text

    base = base_host()
    return "\n".join(
        [
            f"  静安区      http://jingan.{base}:{port}/",
            f"  东城区      http://dongcheng.{base}:{port}/",
            f"  平台管理    http://{base}:{port}/",
            f"  GraphQL     http://jingan.{base}:{port}/graphql/",
            "",
            accounts_text() if with_demo() else "没有演示数据（DEMO=0）。",
            "",
            f"日志在 {data / 'logs'}。按 Ctrl-C 停止。",
        ]
    )


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Hold the lock of the data folder; the system lets it go when this process ends, however it ends."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = (data / LOCK).open("a+")
    except PermissionError:
        raise CannotStart(f"没有权限写 {data}。请用建立它的用户运行，或者另设 DATA_DIR。") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("这个目录里的平台已经在运行。停止它：make down") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
