"""The Python client as a package: built as a wheel without a network, installed, and checked as programs use it."""

import subprocess
import sys
from pathlib import Path

import pytest
from uv import find_uv_bin

from api.docs.pages import EXAMPLES


def run(*command: str, cwd: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    """In a folder of its own, so that nothing is found by standing beside it."""
    return subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": path, "HOME": str(cwd)}, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel has been installed."""
    folder = tmp_path_factory.mktemp("package")
    uv, target = find_uv_bin(), folder / "site"
    python = ("--python", sys.executable)
    built = run(uv, "build", "--wheel", "--offline", *python, "--out-dir", str(folder), str(EXAMPLES), cwd=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("liandong_client-*-py3-none-any.whl")
    done = run(uv, "pip", "install", "--offline", "--target", str(target), *python, str(wheel), cwd=folder)
    assert done.returncode == 0, done.stderr
    return target


def test_the_wheel_holds_the_client_and_its_types(installed: Path) -> None:
    found = {file.name for file in (installed / "liandong").iterdir() if file.is_file()}
    assert found == {file.name for file in (EXAMPLES / "liandong").iterdir() if file.is_file()}
    assert "py.typed" in found


def test_it_is_imported_from_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    program = "import liandong; print(liandong.__file__); print(callable(liandong.Liandong.needPublish))"
    told = run(sys.executable, "-c", program, cwd=tmp_path, path=str(installed))
    assert told.stdout.splitlines() == [str(installed / "liandong" / "__init__.py"), "True"], told.stderr


def test_a_program_that_uses_it_is_checked(installed: Path, tmp_path: Path) -> None:
    """By its own types: what the schema does not know is told before the program runs."""
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    begin = "from liandong import Liandong\n\n\n"
    right.write_text(f"{begin}def name(street: Liandong) -> str:\n    return street.address\n")
    wrong.write_text(f"{begin}def go(street: Liandong) -> None:\n    street.needVanish({{}})\n")
    checked = run(sys.executable, "-m", "mypy", "--strict", right.name, wrong.name, cwd=tmp_path, path=str(installed))
    assert 'has no attribute "needVanish"' in checked.stdout, checked.stdout + checked.stderr
    assert "right.py" not in checked.stdout
