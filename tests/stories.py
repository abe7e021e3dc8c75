"""Records brought into a state by the people of the cast, through the actions and nothing else."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from cast import PASSWORD, Cast
from database import SCHEMA
from django_tenants.utils import schema_context
from samples import photo, png

from api.actions.clients import client_register
from api.hooks import actions
from api.hooks.collecting import collect
from api.hooks.models import Webhook, WebhookAttempt, WebhookDelivery
from api.personal.actions import personal_token_create, personal_token_revoke
from api.personal.models import PersonalToken
from api.trusted.actions import document_register, document_retire
from api.trusted.models import RegisteredDocument
from core.events import action, now
from core.periods import today
from core.permissions import SYSTEM
from core.transitions import advance
from linkage.actions.agreements import (
    CommitmentDraft,
    PartyDraft,
    agreement_create,
    agreement_discard,
    agreement_expire,
    agreement_propose,
    agreement_sign,
    agreement_terminate,
)
from linkage.actions.evaluations import agreement_assess, agreement_evaluate
from linkage.actions.renewals import agreement_renew
from linkage.actions.templates import TemplatePromise, template_create, template_retire
from linkage.models import Agreement, AgreementTemplate
from resources.actions.claims import (
    claim_confirm,
    claim_decline,
    claim_evaluate,
    claim_fulfil,
    claim_propose,
    claim_release,
    claim_withdraw,
)
from resources.actions.listings import (
    listing_create,
    listing_expire,
    listing_publish,
    listing_return,
    listing_submit,
    listing_withdraw,
)
from resources.actions.uploads import upload_create, upload_receive
from resources.models import Claim, Need, Resource, StagedFile
from tenants.accounts.actions.users import user_create
from tenants.accounts.models import User
from tenants.actions.cities import cityclient_ask, cityclient_register
from tenants.models import CityConsent, District
from tenants.org.actions.cities import consent_agree, consent_decline, consent_withdraw
from tenants.preferences.actions.views import view_save
from tenants.preferences.models import SavedView

Listing = Need | Resource


def in_days(count: int) -> Any:
    return today() + timedelta(days=count)


def draft_listing(cast: Cast, kind: type[Any] = Need, *, by: str = "", **changes: Any) -> Any:
    """A draft: a need of community A or a resource of unit A, unless ``by`` names another of the two."""
    by = by or ("community_a" if kind is Need else "unit_a")
    values = {
        "owner": getattr(cast, by),
        "title": "周末操场开放" if kind is Need else "心理咨询志愿者",
        "category": "venue",
        "quantity": 30,
        "measure": "小时",
        "due_on": in_days(30),
    }
    return listing_create(actor=cast.actor(by), kind=kind, **{**values, **changes})


def submitted_listing(cast: Cast, kind: type[Any] = Need, *, by: str = "", **changes: Any) -> Any:
    by = by or ("community_a" if kind is Need else "unit_a")
    return listing_submit(actor=cast.actor(by), listing=draft_listing(cast, kind, by=by, **changes))


def open_listing(cast: Cast, kind: type[Any] = Need, *, by: str = "", **changes: Any) -> Any:
    return listing_publish(actor=cast.actor("street_a"), listing=submitted_listing(cast, kind, by=by, **changes))


def listing_in(cast: Cast, status: str, kind: type[Any] = Need, *, by: str = "") -> Any:
    """A listing in any of its states."""
    owner = cast.actor(by or ("community_a" if kind is Need else "unit_a"))
    if status == "draft":
        return draft_listing(cast, kind, by=by)
    if status == "submitted":
        return submitted_listing(cast, kind, by=by)
    if status == "returned":
        return listing_return(actor=cast.actor("street_a"), listing=submitted_listing(cast, kind, by=by), reason="不全")
    listing = open_listing(cast, kind, by=by)
    if status == "withdrawn":
        return listing_withdraw(actor=owner, listing=listing, reason="不需要了")
    if status == "expired":
        kind.objects.filter(pk=listing.pk).update(due_on=in_days(-1))
        return listing_expire(actor=SYSTEM, listing=listing)
    if status == "closed":
        claim_in(cast, "closed", listing=listing, quantity=listing.quantity)
        listing.refresh_from_db()
    return listing


def claim_in(cast: Cast, status: str, *, listing: Listing | None = None, quantity: Any = 20) -> Claim:
    """A claim in any of its states: by unit A on a need of community A, or the other way round on a resource."""
    target = listing or open_listing(cast)
    on_need = isinstance(target, Need)
    claimant, confirmer = ("unit_a", "street_a") if on_need else ("community_a", "unit_a")
    claim = claim_propose(
        actor=cast.actor(claimant), target=target, claimant=getattr(cast, claimant), quantity=quantity
    )
    if status == "declined":
        return claim_decline(actor=cast.actor(confirmer), claim=claim, reason="已有安排")
    if status == "withdrawn":
        return claim_withdraw(actor=cast.actor(claimant), claim=claim, reason="时间冲突")
    if status == "proposed":
        return claim
    claim = claim_confirm(actor=cast.actor(confirmer), claim=claim)
    if status == "released":
        return claim_release(actor=cast.actor(claimant), claim=claim, reason="无法完成")
    if status == "confirmed":
        return claim
    claim = claim_fulfil(actor=cast.actor("unit_a"), claim=claim, outcome="已完成", evidence=[photo()])
    if status == "fulfilled":
        return claim
    claim_evaluate(actor=cast.actor("community_a"), claim=claim, score=5)
    return claim_evaluate(actor=cast.actor("unit_a"), claim=claim, score=4)


def staged_in(cast: Cast, *, by: str = "unit_a", shade: int = 60) -> StagedFile:
    """A picture that was sent ahead and is not used yet."""
    staged = announced(cast, by=by)
    return upload_receive(actor=cast.actor(by), staged=staged, content=png(shade))


def announced(cast: Cast, *, by: str = "unit_a") -> StagedFile:
    """A picture of one pixel that will be sent."""
    return upload_create(actor=cast.actor(by), name="签到表.png", size=len(png()))[0]


def agreement_terms(cast: Cast, **changes: Any) -> dict[str, Any]:
    """What an agreement of street A with unit A says."""
    values = {
        "organization": cast.street_a,
        "title": "江宁路街道与江宁中学共建协议",
        "aim": "校园场地向居民开放",
        "active_from": today(),
        "active_to": in_days(365),
        "parties": [PartyDraft(cast.unit_a, duties="提供场地")],
        "commitments": [CommitmentDraft(cast.unit_a, "开放操场", 40, "小时", in_days(30))],
    }
    return {**values, **changes}


def agreement_in(cast: Cast, status: str, *, by: str = "street_a", **changes: Any) -> Agreement:
    """An agreement of street A with unit A in any of its states."""
    agreement = agreement_create(actor=cast.actor(by), **agreement_terms(cast, **changes))
    if status == "discarded":
        return agreement_discard(actor=cast.actor(by), agreement=agreement, reason="不再需要")
    if status == "draft":
        return agreement
    agreement = agreement_propose(actor=cast.actor(by), agreement=agreement)
    if status == "negotiating":
        return agreement
    agreement_sign(actor=cast.actor("street_a"), agreement=agreement)
    agreement = agreement_sign(actor=cast.actor("unit_a"), agreement=agreement)
    if status == "terminated":
        return agreement_terminate(actor=cast.actor("unit_a_head"), agreement=agreement, reason="合作结束")
    if status == "expired":
        return agreement_expire(actor=SYSTEM, agreement=aged(agreement, in_days(-1)))
    if status in ("evaluating", "evaluated", "renewed"):
        agreement = agreement_assess(actor=cast.actor("street_a"), agreement=aged(agreement, in_days(10)))
    if status in ("evaluated", "renewed"):
        for name in ("street_a", "unit_a"):
            agreement = agreement_evaluate(actor=cast.actor(name), agreement=agreement, score=5, opinion="renew")
    if status == "renewed":
        signed(cast, agreement_renew(actor=cast.actor("street_a"), agreement=agreement))
        return agreement_expire(actor=SYSTEM, agreement=aged(agreement, in_days(-1)))
    return agreement


def aged(agreement: Agreement, ends: Any) -> Agreement:
    """As if it had begun a year before the day on which it now ends."""
    Agreement.objects.filter(pk=agreement.pk).update(active_from=ends - timedelta(days=364), active_to=ends)
    agreement.commitments.update(due_on=ends)
    return Agreement.objects.select_related("organization").get(pk=agreement.pk)


def signed(cast: Cast, draft: Agreement) -> Agreement:
    """A draft of street A with unit A, proposed and signed by both."""
    proposed = agreement_propose(actor=cast.actor("street_a"), agreement=draft)
    agreement_sign(actor=cast.actor("street_a"), agreement=proposed)
    return agreement_sign(actor=cast.actor("unit_a"), agreement=proposed)


def template_in(status: str = "active", **changes: Any) -> AgreementTemplate:
    """The district's template for schools."""
    values = {
        "name": "学校共建协议模板",
        "kinds": ["school"],
        "title": "{牵头组织}与{单位}共建协议",
        "aim": "{单位}的场地向居民开放，协议期{协议期}",
        "content": "双方协商一致。",
        "place_duties": "组织居民有序使用",
        "unit_duties": "按约定开放",
        "commitments": [
            TemplatePromise("unit", "开放操场", Decimal(3), "次", "month"),
            TemplatePromise("unit", "校史馆讲解", Decimal(12), "次", due_months=6),
            TemplatePromise("place", "组织交流", Decimal(1), "次", "quarter"),
        ],
    }
    made = template_create(actor=SYSTEM, **{**values, **changes})
    return template_retire(actor=SYSTEM, template=made) if status == "retired" else made


def newcomer(cast: Cast, username: str = "xin.ren") -> User:
    """An account that holds nothing yet."""
    return user_create(actor=cast.actor("system"), username=username, name="新人", password=PASSWORD)


def webhook_in(cast: Cast, status: str = "active") -> Webhook:
    """A webhook of a client of street A, in any of its states."""
    security = cast.actor("security")
    given = {"name": "消息中心", "purpose": "对接", "at": cast.street_a, "scopes": ["view", "webhook.edit"]}
    client = client_register(actor=security, **given)[0]
    address = "https://hooks.example.gov.cn/liandong?key=1"
    webhook = actions.webhook_register(actor=security, client=client, url=address, verbs=["need.create"])[0]
    if status == "paused":
        return actions.webhook_pause(actor=security, webhook=webhook, reason="维护")
    if status == "suspended":
        return suspend(webhook)
    if status == "removed":
        return actions.webhook_remove(actor=security, webhook=webhook, reason="不再使用")
    return webhook


def document_in(cast: Cast, status: str = "active") -> RegisteredDocument:
    """A registered document of a client of street A, in any of its states."""
    security = cast.actor("security")
    given = {"name": "街道大屏", "purpose": "展示", "at": cast.street_a, "scopes": ["view", "document.edit"]}
    client = client_register(actor=security, **given)[0]
    document = document_register(actor=security, client=client, text="query Who { me { kind } }")
    if status == "retired":
        return document_retire(actor=security, document=document, reason="改版")
    return document


def token_in(cast: Cast, status: str = "active", by: str = "street_a", **given: Any) -> PersonalToken:
    """A personal token of somebody of the cast, in any of its states."""
    token = personal_token_create(actor=cast.actor(by), name="试用", **given)[0]
    return personal_token_revoke(actor=cast.actor(by), token=token) if status == "revoked" else token


@action
def suspend(webhook: Webhook) -> Webhook:
    """As the worker does it after a day of failures."""
    return advance(webhook, "suspend", actor=SYSTEM, data={"reason": "对方答复 500，没有接收。"})


def delivery_to(cast: Cast, webhook: Webhook) -> WebhookDelivery:
    """What is to be sent of a new need of community A."""
    draft_listing(cast)
    collect(webhook.pk)
    return webhook.deliveries.latest("id")


def attempt_in(cast: Cast) -> WebhookAttempt:
    """A message to a webhook that was sent once, without an answer."""
    delivery = delivery_to(cast, webhook_in(cast))
    return WebhookAttempt.objects.create(delivery=delivery, at=now(), url="https://x", milliseconds=9)


def saved_view(cast: Cast) -> SavedView:
    return view_save(actor=cast.actor("street_a"), page="needs", name="待审核", query="status=submitted")


def consent_in(cast: Cast, status: str = "asked", *, schema: str = SCHEMA) -> CityConsent:
    """A city client has asked the district; its security administrator has answered, but for ``asked``."""
    client, _ = cityclient_register(actor=SYSTEM, name=f"市应用 {schema}", purpose="汇总", expires_on=in_days(365))
    (row,) = cityclient_ask(actor=SYSTEM, client=client, districts=[District.objects.get(schema_name=schema)])
    with schema_context(schema):
        if status in ("agreed", "withdrawn"):
            row = consent_agree(actor=SYSTEM, consent=row, reason="会议决定")
        if status == "withdrawn":
            row = consent_withdraw(actor=SYSTEM, consent=row, reason="项目结束")
        if status == "declined":
            row = consent_decline(actor=SYSTEM, consent=row, reason="不需要")
    return row
