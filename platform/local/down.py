"""``make down`` and ``make reset``: stop what ``make up`` started, and with ``--forget`` delete its data."""

import argparse
import fcntl
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from local.folders import data_folder
from local.postgres import development_server, throwaway_server
from local.processes import end_leftovers
from local.up import LOCK

PATIENCE = 60


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forget", action="store_true", help="also delete the databases, files and logs")
    parser.add_argument("--yes", action="store_true", help="do not ask before deleting")
    options = parser.parse_args()
    data = data_folder()
    if not data.exists():
        print("没有在运行，也没有数据。")
        return 0
    if options.forget and not options.yes and not _agreed(data):
        print("没有删除任何东西。")
        return 1
    stopped = _stop_supervisor(data)
    stopped = bool(end_leftovers(data)) or stopped
    servers = (development_server(data), throwaway_server(data))
    for server in servers:
        if (server.data_dir / "database_home").exists():
            stopped = server.stop() or stopped
    print("已停止。" if stopped else "没有在运行。")
    if options.forget:
        for server in servers:
            server.remove()
        shutil.rmtree(data)
        print(f"已删除 {data}。")
    return 0


def _agreed(data: Path) -> bool:
    if not sys.stdin.isatty():
        print("这会删除全部本机数据。确定要删，请用：make reset YES=1")
        return False
    return input(f"这会删除 {data} 里的数据库、附件和日志，不能恢复。输入“删除”确认：").strip() == "删除"


def _stop_supervisor(data: Path) -> bool:
    """Ask the running ``up`` to stop everything and wait for it; the lock tells whether there is one."""
    path = data / LOCK
    if not path.exists():
        return False
    deadline = time.monotonic() + PATIENCE
    asked = False
    with path.open("r+") as file:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return asked
            except BlockingIOError:
                pid = path.read_text().strip()
                if pid and not asked:
                    os.kill(int(pid), signal.SIGTERM)
                    asked = True
                time.sleep(0.1)
    return asked


if __name__ == "__main__":
    sys.exit(main())
