"""A backup is worth what a restore brings back."""

from pathlib import Path

import psycopg
import pytest

from local.backup import DATABASE_FILE, BackupError, restore, save
from local.postgres import throwaway_server

pytestmark = pytest.mark.processes
QUESTION = "select name, note from jingan.kept order by name"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory):
    """Two databases on one server: a district with a row, the queue beside it; and an empty one."""
    server = throwaway_server(tmp_path_factory.mktemp("backup"))
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("create schema jingan; create schema pgmq; create table pgmq.q_celery (n int)")
        connection.execute("create table jingan.kept (name text primary key, note text)")
        connection.execute("insert into jingan.kept values ('江宁路街道', '第一笔'), ('曹家渡街道', null)")
        for name in ("empty", "damaged"):
            connection.execute(f"create database {name}")
    base = server.url.removesuffix("/liandong")
    yield server.url, f"{base}/empty", f"{base}/damaged"
    server.remove()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "jingan").mkdir(parents=True)
    (folder / "jingan" / "证明.txt").write_text("已完成", encoding="utf-8")
    return folder


def test_what_was_saved_comes_back(addresses: tuple[str, str, str], files: Path, tmp_path: Path) -> None:
    full, empty, _ = addresses
    save(tmp_path / "backup", url=full, files=files)
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0
    restore(tmp_path / "backup", url=empty, files=tmp_path / "restored")
    with psycopg.connect(full) as before, psycopg.connect(empty) as after:
        assert before.execute(QUESTION).fetchall() == after.execute(QUESTION).fetchall()
        assert after.execute("select to_regclass('pgmq.q_celery')").fetchone() == (None,)
    assert (tmp_path / "restored" / "jingan" / "证明.txt").read_text(encoding="utf-8") == "已完成"
    with pytest.raises(BackupError, match="不是空的"):
        restore(tmp_path / "backup", url=empty, files=tmp_path / "again")


def test_a_damaged_backup_is_refused(addresses: tuple[str, str, str], files: Path, tmp_path: Path) -> None:
    full, _, target = addresses
    save(tmp_path / "backup", url=full, files=files)
    with (tmp_path / "backup" / DATABASE_FILE).open("r+b") as file:
        file.seek(200)
        file.write(b"\0\0\0\0")
    with pytest.raises(BackupError, match="已损坏"):
        restore(tmp_path / "backup", url=target, files=tmp_path / "restored")
    with psycopg.connect(target) as connection:
        assert connection.execute("select to_regnamespace('jingan')").fetchone() == (None,)


def test_a_backup_does_not_overwrite_another(addresses: tuple[str, str, str], files: Path, tmp_path: Path) -> None:
    save(tmp_path / "backup", url=addresses[0], files=files)
    with pytest.raises(BackupError, match="不是空目录"):
        save(tmp_path / "backup", url=addresses[0], files=files)
