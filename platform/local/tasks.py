"""The task that proves the way through the queue: ``up`` starts beat, beat sends it, and ``up`` waits for the file."""

import os
from typing import Any

from celery import shared_task
from celery.signals import beat_init

from local.folders import ANSWER_VARIABLE, answer_file


@shared_task(name="local.answer")
def answer(token: str) -> None:
    """Write an empty file named after the token, which must be a plain word."""
    if token.isalnum():
        path = answer_file(token)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


@beat_init.connect
def ask(**_: Any) -> None:
    """Send the task if somebody waits for its answer."""
    if token := os.environ.get(ANSWER_VARIABLE):
        answer.delay(token)
