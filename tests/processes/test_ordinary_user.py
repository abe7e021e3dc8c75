"""``make up`` as somebody who is not root."""

from pathlib import Path

import pytest
from processes.conftest import OrdinaryUser
from processes.running import Platform, copy_tree

from local.postgres import development_server

pytestmark = pytest.mark.processes


def test_an_ordinary_user(open_folder: Path, tmp_path: Path, ordinary_user: OrdinaryUser) -> None:
    tree = copy_tree(open_folder / "tree")
    ordinary_user.owns(tree)
    log = tmp_path / "up.log"
    platform = Platform(tree=tree, log=log, python=ordinary_user.python, account=ordinary_user.account)
    try:
        platform.start()
        platform.wait_until_ready()
        assert platform.answers()
        assert {process.uids().real for process in platform.processes()} == {ordinary_user.uid}
        assert development_server(platform.data).running().uids().real == ordinary_user.uid
        assert (platform.data / "secret_key").stat().st_mode & 0o777 == 0o600
    finally:
        platform.stop()
    assert platform.processes() == []
