"""Documents: registered by whoever manages clients, and by a client with the scope for it for itself."""

from dataclasses import dataclass

from api.keepers import require_keeper
from api.models import Client
from api.trusted.checking import check_document
from api.trusted.manifests import LONGEST_NAME, Listed, digest_of, name_in, read_manifest
from api.trusted.models import RegisteredDocument
from core.errors import InvalidInput, WrongState
from core.events import action, now, record
from core.permissions import Actor, Perm
from core.transitions import advance
from core.values import clean_text
from core.verbs import register

register({"document.register": "登记文档", "document.import": "导入文档清单"})

# Of one client, those retired not counted.
MOST = 1_000
# Of one manifest: each is checked against the schema, which takes about a millisecond.
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a manifest: how many documents are new, have come back, and were there already."""

    registered: int = 0
    restored: int = 0
    unchanged: int = 0


@action
def document_register(*, actor: Actor, client: Client, text: str, name: str = "") -> RegisteredDocument:
    """Register one document; requests of the client may name it by its SHA-256 from now on.

    Raises ``InvalidInput`` where it does not fit the schema or the limits, and beyond ``MOST``. Without ``name`` it is
    called like its first operation. One that was retired comes back; one that is there already stays as it is.
    """
    owner = _lock(actor, client)
    title = clean_text(name, "name", "名称", LONGEST_NAME, required=False)
    digest = digest_of(text)
    title = title or name_in(text) or f"未命名 {digest[:8]}"
    document, was = _put(actor, owner, Listed(title, text), field="text")
    if was == "new":
        _refuse_too_many(owner)
        record("document.register", actor=actor, subject=document, data={"note": f"应用 {owner}，{digest[:12]}…"})
    return document


@action
def document_import(*, actor: Actor, client: Client, manifest: str) -> Imported:
    """Register all documents of a manifest (``api.trusted.manifests``), or none of them.

    What the client has besides stays as it is: older versions of its program may still be running.
    """
    owner = _lock(actor, client)
    listed = read_manifest(manifest)
    if len(listed) > MOST_AT_ONCE:
        raise InvalidInput(f"一份清单最多 {MOST_AT_ONCE} 个文档，请分几份导入。", field="manifest")
    states = [_put(actor, owner, each, field="manifest")[1] for each in listed]
    _refuse_too_many(owner)
    done = Imported(states.count("new"), states.count("restored"), states.count("unchanged"))
    note = f"新登记 {done.registered} 个，恢复 {done.restored} 个，已有 {done.unchanged} 个"
    record("document.import", actor=actor, subject=owner, data={"note": note})
    return done


@action
def document_retire(
    *, actor: Actor, document: RegisteredDocument, reason: str = "", version: int | None = None
) -> RegisteredDocument:
    """Let requests name the document no longer; it stays in the list and can be restored."""
    require_keeper(actor, document.client, Perm.DOCUMENT_EDIT)
    text = clean_text(reason, "reason", "原因", 500, required=False)
    return advance(document, "retire", actor=actor, version=version, data={"reason": text})


@action
def document_restore(*, actor: Actor, document: RegisteredDocument, version: int | None = None) -> RegisteredDocument:
    """Let requests name it again; ``InvalidInput`` if the schema has moved on meanwhile."""
    owner = _lock(actor, document.client)
    check_document(document.text, field="text")
    fresh = advance(document, "restore", actor=actor, version=version)
    _refuse_too_many(owner)
    return fresh


def _lock(actor: Actor, client: Client) -> Client:
    require_keeper(actor, client, Perm.DOCUMENT_EDIT)
    fresh: Client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    if not fresh.is_active:
        raise WrongState("该应用已停用，请重新登记应用。", field="client")
    return fresh


def _put(actor: Actor, client: Client, listed: Listed, *, field: str) -> tuple[RegisteredDocument, str]:
    """The document with what became of it: ``new``, ``restored`` or ``unchanged``."""
    digest = digest_of(listed.text)
    known = RegisteredDocument.objects.filter(client=client, digest=digest).first()
    if known is not None and known.status == RegisteredDocument.Status.ACTIVE:
        return known, "unchanged"
    check_document(listed.text, field=field, name=listed.name)
    if known is not None:
        return advance(known, "restore", actor=actor), "restored"
    made = RegisteredDocument.objects.create(
        client=client,
        digest=digest,
        name=listed.name,
        text=listed.text,
        registered_at=now(),
        registered_by=actor.label[:120],
    )
    return made, "new"


def _refuse_too_many(client: Client) -> None:
    if client.documents.filter(status=RegisteredDocument.Status.ACTIVE).count() > MOST:
        raise InvalidInput(f"每个应用最多登记 {MOST} 个文档，请先停用不用的。", field="client")
