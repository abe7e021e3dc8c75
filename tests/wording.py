"""What a line of a history has to be: a sentence of office Chinese that names who, what and the reason, and what became
of what where something was edited.

It is held against every action (``matrix/test_matrix.py``) and against everything that the platform does by itself in a
year (``scenarios/year.py``).
"""

import re
from collections.abc import Iterable, Iterator

from core.history import describe
from core.models import Event
from tenants.accounts.models import User

# Numbers of records (ZG-2026-0001), addresses, names of files and digests are what they are.
NAMES = re.compile(r"[A-Z]{2}-\d{4}-\d+|https?://[!-~]+|\S+\.(?:pdf|png|jpg|docx|xlsx)\b|[0-9a-f]{12}…", re.IGNORECASE)
# What Chinese offices write in Latin letters.
WRITTEN_SO = re.compile(r"\b(?:Word|Excel|PDF|GraphQL)\b")
# Keys, code words, English, and values as a program prints them.
FOREIGN = re.compile(r"[A-Za-z_]{2,}|[{}\[\]<>]|=")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _is_of_account(text: str) -> bool:
    """Whether all that is foreign in it is the name of an account, which tells people of one name apart."""
    accounts = User.objects.values_list("username", flat=True)
    for name in sorted(accounts, key=len, reverse=True):
        text = text.replace(f"（{name}）", "")
    return not FOREIGN.search(WRITTEN_SO.sub("", NAMES.sub("", text)))


def faults(events: Iterable[Event], *, reason: str = "") -> Iterator[str]:
    """What is wrong with the lines of these events; ``reason`` is what has to be read in one of them."""
    notes = []
    for event in events:
        line = describe(event)
        notes.append(line.note)
        if not CHINESE.search(line.who) or not CHINESE.search(line.what):
            yield f"{event.verb}: “{line.who}” “{line.what}”"
        for text in (line.what, line.note):
            found = FOREIGN.search(WRITTEN_SO.sub("", NAMES.sub("", text)))
            if found and not _is_of_account(text):
                yield f"{event.verb}: “{found.group()}” in “{text}”"
        if event.verb.endswith(".edit") and not line.note:
            yield f"{event.verb}: what was changed is not told"
        said = str(event.data.get("reason") or "")
        if said not in line.note:
            yield f"{event.verb}: the reason “{said}” is not in “{line.note}”"
    if reason and not any(reason in note for note in notes):
        yield f"the reason “{reason}” is told nowhere: {notes}"
