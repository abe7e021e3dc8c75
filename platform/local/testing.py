"""``make test``: run the tests on a fast embedded PostgreSQL, or on ``DATABASE_URL`` when it is set.

``make test-servers`` runs the loop again on the servers that ``REAL_DATABASE_URL`` and ``REAL_BROKER_URLS`` name.
What was skipped, and why, stands at the end of pytest's own report (``-ra``).
"""

import os
import subprocess
import sys

from local.folders import ROOT, data_folder
from local.postgres import ServerError, throwaway_server

# One more than there are processors: much of the time a test waits for the database, a browser or a program.
WORKERS = ["-n", str(min(4, (os.cpu_count() or 1) + 1))]
# Whoever has nothing left takes from the others; what a module's tests share is made again only where that happens.
SIDE_BY_SIDE = [*WORKERS, "--dist", "worksteal"]
# A file's tests stay together: the tests of one running platform share it.
BY_FILES = [*WORKERS, "--dist", "loadfile"]
# Tests that fork many processes start from one that has run nothing else: the sockets and threads that a browser or a
# queue left behind would be theirs too.
FORKING = "tests/processes"
LOOP = ("tests/test_walk.py", "tests/processes/test_loop.py")


def main(words: list[str]) -> int:
    if words == ["--servers"]:
        return run_on_real_servers()
    rounds = [words] if words else [[f"--ignore={FORKING}", *SIDE_BY_SIDE], [FORKING, *BY_FILES]]
    if os.environ.get("DATABASE_URL"):
        return run_each(rounds)
    # The port of ``make up`` is not for a second server.
    os.environ.pop("PG_PORT", None)
    server = throwaway_server(data_folder())
    try:
        server.start()
        return run_each(rounds, DATABASE_URL=server.url)
    except ServerError as problem:
        print(problem, file=sys.stderr)
        return 1
    finally:
        server.stop()


def run_on_real_servers() -> int:
    """The walk and the loop, once for each broker; skipped aloud where there is no database server."""
    database = os.environ.get("REAL_DATABASE_URL")
    if not database:
        print("跳过：没有设 REAL_DATABASE_URL，不在真实服务器上测试。")
        return 0
    brokers = os.environ.get("REAL_BROKER_URLS", "").split()
    if not brokers:
        print("没有设 REAL_BROKER_URLS：消息队列用数据库里的。")
    failed = 0
    for broker in brokers or [""]:
        print(f"数据库 {_without_password(database)}，消息队列 {_without_password(broker) or '数据库'}", flush=True)
        failed |= run_pytest([*LOOP, "-q"], DATABASE_URL=database, BROKER_URL=broker)
    return failed


def run_each(rounds: list[list[str]], **environment: str) -> int:
    """Run pytest for each list of words, all of them whatever happens; the first exit code that is not 0."""
    codes = [run_pytest(words, **environment) for words in rounds]
    return next((code for code in codes if code), 0)


def run_pytest(words: list[str], **environment: str) -> int:
    """Run pytest in a process of its own; its exit code."""
    command = [sys.executable, "-m", "pytest", *words]
    try:
        return subprocess.call(command, cwd=ROOT, env=os.environ | environment)
    except KeyboardInterrupt:
        return 130


def _without_password(address: str) -> str:
    return address.rsplit("@", 1)[-1].split("://", 1)[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
