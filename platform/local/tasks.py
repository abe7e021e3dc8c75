"""The task that proves the way through the queue: ``up`` sends it and waits for the worker's file."""

from pathlib import Path

from celery import shared_task
from django.conf import settings


def answer_file(token: str) -> Path:
    """Where the worker writes its answer."""
    return Path(settings.DATA_DIR) / "run" / f"answer-{token}"


@shared_task(name="local.answer")
def answer(token: str) -> None:
    """Write an empty file named after the token, which must be a plain word."""
    if token.isalnum():
        path = answer_file(token)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
