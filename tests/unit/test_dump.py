"""What stands in the folder of dumps is whole; what an interrupted dump has left does not stay."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from database import SCHEMA

from core.errors import WrongState
from tenants.dump import dump_files, dump_schema

HOURS = 3600
# A pg_dump that writes half a file and fails.
BREAKS_OFF = """#!/bin/sh
for word; do case "$word" in --file=*) echo half > "${word#--file=}";; esac; done
echo 磁盘已满 >&2
exit 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Dumps: a whole one, two that somebody is writing, and what two killed processes left."""
    made = tmp_path / "dumps"
    made.mkdir()
    for name, age in (
        ("whole.dump", 30),
        ("whole.dump.tar.gz", 30),
        ("running.dump.part", 0.5),
        ("running.dump.part.tar.gz", 0.5),
        ("killed.dump.part", 2),
        ("killed.dump.part.tar.gz", 2),
    ):
        (made / name).write_bytes(b"x")
        os.utime(made / name, (time.time() - age * HOURS,) * 2)
    return made


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_next_dump_deletes_what_an_interrupted_one_left(db: Any, folder: Path) -> None:
    target = folder / "next.dump"
    before = names(folder)
    dump_schema(SCHEMA, target)
    assert target.read_bytes()[:5] == b"PGDMP"
    assert names(folder) == before - {"killed.dump.part", "killed.dump.part.tar.gz"} | {"next.dump"}


def test_a_dump_that_fails_leaves_nothing(db: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "no_dump").write_text(BREAKS_OFF)
    (folder / "no_dump").chmod(0o755)
    monkeypatch.setattr("tenants.dump.find_pg_dump", lambda: folder / "no_dump")
    with pytest.raises(WrongState, match="磁盘已满"):
        dump_schema(SCHEMA, folder / "next.dump")
    assert not {name for name in names(folder) if name.startswith("next")}


def test_an_archive_that_fails_leaves_nothing(
    settings: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (Path(settings.MEDIA_ROOT) / SCHEMA).mkdir(parents=True)
    (Path(settings.MEDIA_ROOT) / SCHEMA / "evidence").write_bytes(b"x")
    before = names(folder)

    def half(base: str, *args: Any) -> str:
        Path(f"{base}.tar.gz").write_bytes(b"half")
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("tenants.dump.shutil.make_archive", half)
        with pytest.raises(OSError, match="no space"):
            dump_files(SCHEMA, folder / "next.dump")
    assert names(folder) == before
    assert dump_files(SCHEMA, folder / "next.dump") == folder / "next.dump.tar.gz"
    assert names(folder) == before | {"next.dump.tar.gz"}
