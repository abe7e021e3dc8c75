"""协商文本: what was put before the parties, kept word for word, and who wanted it otherwise. Called inside actions."""

from core.events import now
from core.permissions import Actor
from linkage.models import Agreement, AgreementVersion
from linkage.texts import hash_of


def keep_version(agreement: Agreement, text: str, *, actor: Actor) -> None:
    """Keep the text of a locked agreement as its next version."""
    last = agreement.versions.order_by("-number").values_list("number", flat=True).first()
    AgreementVersion.objects.create(
        agreement=agreement,
        number=(last or 0) + 1,
        text=text,
        sha256=hash_of(text),
        proposed_at=now(),
        proposed_by=actor.label[:120],
    )


def return_version(agreement: Agreement, reason: str, *, actor: Actor) -> None:
    """Note on the last version who sent it back and what was asked for."""
    last = agreement.versions.order_by("-number").values("pk")[:1]
    AgreementVersion.objects.filter(pk__in=last).update(returned_at=now(), returned_by=actor.label[:120], reason=reason)
