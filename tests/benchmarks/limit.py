"""The limit: hand-written SQL that returns JSON, in the smallest WSGI application."""

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

from benchmarks.queries import QUERIES

_kept = threading.local()


def _connection() -> psycopg.Connection[Any]:
    connection: psycopg.Connection[Any] | None = getattr(_kept, "connection", None)
    if connection is None:
        connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True, prepare_threshold=0)
        connection.execute(f'SET search_path TO "{os.environ["BENCH_SCHEMA"]}"')
        _kept.connection = connection
    return connection


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """``POST /a`` answers query (a), and so on."""
    row = _connection().execute(QUERIES[environ["PATH_INFO"][1:]].statement).fetchone()
    body = b'{"data":' + (row[0].encode() if row else b"null") + b"}"
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
