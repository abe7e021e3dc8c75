"""Agreements from before: what they owe in all, the text they proposed as its first version, and when they ended."""

from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import F

INTO = ("agreement.propose", "agreement.register")


def keep(apps: Any, schema_editor: Any) -> None:
    agreements = apps.get_model("linkage", "Agreement").objects
    versions = apps.get_model("linkage", "AgreementVersion").objects
    events = apps.get_model("core", "Event").objects.filter(subject_type="linkage.agreement")
    apps.get_model("linkage", "Commitment").objects.update(total=F("quantity"))
    agreements.filter(status="expired", ended_on=None).update(ended_on=F("active_to") + timedelta(days=1))
    for event in events.filter(verb="agreement.terminate").order_by("id").iterator():
        agreements.filter(pk=event.subject_id).update(ended_on=(event.at + timedelta(hours=8)).date())
    put = {event.subject_id: event for event in events.filter(verb__in=INTO).order_by("id").iterator()}
    for agreement in agreements.exclude(signed_text="").filter(versions=None).iterator():
        event = put.get(agreement.pk)
        versions.create(
            agreement=agreement,
            number=1,
            text=agreement.signed_text,
            sha256=agreement.content_hash,
            proposed_at=event.at if event else agreement.created_at,
            proposed_by=event.actor_label if event else "",
        )


class Migration(migrations.Migration):
    dependencies = [("linkage", "0005_agreement_life"), ("core", "0003_two_sides")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
