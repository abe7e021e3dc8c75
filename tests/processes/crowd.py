"""Many processes that do something at the same moment, each with its own connection and real commits."""

import multiprocessing
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from database import SCHEMA
from django.db import connection
from django_tenants.utils import schema_context

from core.errors import DomainError

PATIENCE = 90


def all_at_once(jobs: Sequence[Callable[[], Any]], schema: str = SCHEMA) -> list[Any]:
    """Run each job in a process of its own, all starting together; what each returned, or the code of its refusal.

    Anything else that a job raises fails the test with its traceback.
    """
    fork = multiprocessing.get_context("fork")
    gate = fork.Barrier(len(jobs))
    connection.close()
    pipes = []
    processes = []
    for job in jobs:
        here, there = fork.Pipe(duplex=False)
        process = fork.Process(target=_run, args=(job, schema, gate, there), daemon=True)
        process.start()
        there.close()
        pipes.append(here)
        processes.append(process)
    answers = []
    for pipe, process in zip(pipes, processes, strict=True):
        assert pipe.poll(PATIENCE), "a process hangs"
        answers.append(pipe.recv())
        process.join(PATIENCE)
    faults = [text for failed, text in answers if failed]
    assert not faults, faults[0]
    return [value for _, value in answers]


def _run(job: Callable[[], Any], schema: str, gate: Any, answer: Any) -> None:
    try:
        with schema_context(schema):
            # Connect before the gate opens: the crowd is to meet at the rows, not at the door.
            connection.ensure_connection()
            gate.wait(PATIENCE)
            try:
                value = job()
            except DomainError as refusal:
                value = refusal.code
            answer.send((False, value))
    except BaseException:
        answer.send((True, traceback.format_exc()))
    finally:
        connection.close()
