"""What must not stand in a log: a signed address is as good as a key for its minutes."""

import logging
import re
from typing import Any

_SIGNED = re.compile(r"(/graphql/(?:files|uploads)/)[^\s?#\"'<>]+")


def masked(text: str) -> str:
    """The text without the signed part of addresses."""
    return _SIGNED.sub(r"\1…", text)


class HideSignatures(logging.Filter):
    """Takes signatures out of a record's message, whoever writes it: Django logs the address of each refusal."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(each) for each in record.args)
        return True


def _hidden(value: Any) -> Any:
    return masked(value) if isinstance(value, str) else value


def without_signatures(event: Any, hint: Any) -> Any:
    """The same for what is sent to Sentry."""
    request = event.get("request")
    if isinstance(request, dict) and isinstance(request.get("url"), str):
        request["url"] = masked(request["url"])
    return event
