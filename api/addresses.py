"""Signed addresses of files: good for minutes, for one file of one district, without a token.

So an app may show a photograph in its page and send a file without handing its token on. What stands in an address can
be read by anybody and changed by nobody. The caller for whom it was made is asked again when it is used: a closed
account opens nothing, nor does a right that was taken away meanwhile.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.db import connection
from django.urls import reverse

from api.callers import Caller
from api.signin import refuse_outside
from core.errors import NotFound
from core.permissions import Actor, ActorKind
from core.scopes import confined, within
from tenants.accounts.models import User
from tenants.org.actors import actor_of

EVIDENCE, WORD, EXCEL, UPLOAD = "evidence", "docx", "xlsx", "upload"
ASSIGNMENT_FILE = "assignmentfile"
CAMPAIGN_STEP_FILE = "campaignstepfile"
WHISTLE_FILE, WHISTLE_WORD = "whistlefile", "whistle-docx"
RECTIFICATION, SUPERVISION, ACCOUNTABILITY = "rectification", "supervision", "accountability"
PROJECT_FILE, PROJECT_WORD = "projectpartfile", "secretaryproject-docx"
PAPER, PROPOSAL_FILE, MINUTES = "paper", "proposalfile", "minutes"
FINDING_FILE = "findingfile"
DATA_CALL_FILE = "datacallfile"
BULLETIN_FILE, BULLETIN_WORD = "bulletinfile", "bulletin-docx"
MATERIAL_FILE = "materialfile"
FACILITY_PHOTO = "facilityphoto"
RESPONSIBILITY_FILE = "responsibilityfile"
AGREEMENT_SCAN, AGREEMENT_WORD = "agreement-scan", "agreement-docx"

# What the interface says of a field that is such an address.
DOWNLOAD = "{}的下载地址（同一主机上的路径），十分钟内有效；不需要令牌，可直接用于网页图片，请勿转发。"

_signer = TimestampSigner(salt="api.addresses")


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address stands for: what is to be done with which row, in whose name."""

    purpose: str
    pk: int
    caller: Caller

    @property
    def actor(self) -> Actor:
        return self.caller.actor


def address_of(actor: Actor, purpose: str, pk: int) -> str:
    """A path on this host. Whoever makes it has seen to it that the actor may see the row."""
    schema: str = connection.schema_name  # type: ignore[attr-defined]
    view = "api-upload" if purpose == UPLOAD else "api-file"
    domains = None if actor.domains is None else sorted(actor.domains)
    return reverse(view, args=[_signer.sign_object([schema, purpose, pk, actor.id, domains])])


def open_address(address: str) -> Opened:
    """What the address stands for, in this district and now; ``NotFound`` otherwise, whatever the reason.

    One that was made for a client is bound to its term and its networks as its tokens are (``WrongNetwork``), and reads
    no other domains than the token did for which it was made.
    """
    try:
        schema, purpose, pk, user_id, domains = _signer.unsign_object(address, max_age=settings.FILE_ADDRESS_SECONDS)
    except SignatureExpired as error:
        minutes = settings.FILE_ADDRESS_SECONDS // 60
        raise NotFound(f"地址已过期：只在 {minutes} 分钟内有效，请重新查询，取得新的地址。") from error
    except BadSignature as error:
        raise _unknown() from error
    if schema != connection.schema_name:  # type: ignore[attr-defined]
        raise _unknown()
    user = User.objects.filter(pk=user_id, is_active=True).select_related("client").first()
    if user is None:
        raise _unknown()
    if not user.is_service:
        return Opened(purpose, pk, Caller(actor_of(user), f"user:{user.pk}"))
    client = getattr(user, "client", None)
    if client is None or not client.is_in_use:
        raise _unknown()
    actor = within(confined(actor_of(user, kind=ActorKind.CLIENT), client.scopes), domains)
    caller = Caller(
        actor,
        f"client:{client.pk}",
        networks=tuple(client.networks),
        client=client.pk,
        origins=frozenset(client.origins),
    )
    refuse_outside(caller)
    return Opened(purpose, pk, caller)


def _unknown() -> NotFound:
    return NotFound("地址不正确，请重新查询，取得新的地址。")
