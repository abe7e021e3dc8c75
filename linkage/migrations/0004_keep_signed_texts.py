"""Agreements signed before the text itself was kept: keep what their hash was computed from, where it still agrees."""

import hashlib
import json
from typing import Any

from django.db import migrations


def text_then(agreement: Any) -> str:
    """The text as it was put together for the hash at that time."""
    parties = {p.pk: p for p in agreement.parties.select_related("organization", "unit").order_by("id")}
    names = {pk: (p.unit or p.organization).name for pk, p in parties.items()}
    content = {
        "number": agreement.number,
        "title": agreement.title,
        "aim": agreement.aim,
        "content": agreement.content,
        "term": [agreement.active_from.isoformat(), agreement.active_to.isoformat()],
        "parties": [[names[pk], p.duties, p.head, p.liaison] for pk, p in parties.items()],
        "commitments": [
            [names[c.party_id], c.title, str(c.quantity), c.measure, c.due_on.isoformat()]
            for c in agreement.commitments.order_by("id")
        ],
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep(apps: Any, schema_editor: Any) -> None:
    agreements = apps.get_model("linkage", "Agreement").objects
    for agreement in agreements.filter(signed_text="").exclude(content_hash=""):
        text = text_then(agreement)
        if hashlib.sha256(text.encode()).hexdigest() == agreement.content_hash:
            agreements.filter(pk=agreement.pk).update(signed_text=text)


class Migration(migrations.Migration):
    dependencies = [("linkage", "0003_signed_text")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
