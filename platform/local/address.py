"""Where the embedded PostgreSQL listens. Imports no Django: the settings themselves ask here.

TCP on the loopback with a password, not a socket file: the path of a socket may have 107 characters at most,
and a checkout may lie deeper than that. On a machine with several users the password (file mode 0600) keeps
the others out.
"""

import os
import secrets
import socket
from pathlib import Path

from local.kept import keep, kept_once

HOST = "127.0.0.1"
ROLE = "liandong"
DATABASE = "liandong"


def free_port() -> int:
    """A port of the loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int, host: str = HOST) -> bool:
    """True when a server could listen there now; connections still closing do not count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def database_port(data_dir: Path) -> int:
    """``PG_PORT`` when it is set, else a free port chosen once and kept in the data folder."""
    if given := os.environ.get("PG_PORT"):
        return int(given)
    return int(kept_once(data_dir / "database_port", lambda: str(free_port())))


def move_database_port(data_dir: Path) -> int:
    """Keep another free port: the one kept before has been taken by a stranger in the meantime."""
    port = free_port()
    keep(data_dir / "database_port", str(port))
    return port


def database_password(data_dir: Path) -> str:
    """The password of the embedded server's role, made once and kept in the data folder."""
    return kept_once(data_dir / "database_password", lambda: secrets.token_urlsafe(24))


def embedded_database_url(data_dir: Path, database: str = DATABASE) -> str:
    """The address of the embedded server of this data folder, whether it runs or not; always the same."""
    return f"postgres://{ROLE}:{database_password(data_dir)}@{HOST}:{database_port(data_dir)}/{database}"
