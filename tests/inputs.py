"""A good input for every mutation, with the person who may do it: the ground on which bad ones are tried."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

from callers import gid
from cast import PASSWORD, Cast
from quarters import drafted, entry_of, issued
from samples import png
from stories import agreement_in, claim_in, delivery_to, in_days, listing_in, webhook_in

from api.actions.clients import client_register
from api.rows.ids import global_id
from assessment.actions.entries import entry_confirm
from assessment.actions.reports import report_correct
from assessment.models import ReportTally
from core.models import Event
from core.outbox import deliver_waiting
from linkage.actions.grants import agreement_grant_give
from resources.actions.claims import claim_fulfil
from resources.files import Upload
from resources.models import Need, Resource
from tenants.accounts.actions.users import user_deactivate
from tenants.divisions.plan import plan_import
from tenants.divisions.table import parse_table
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give
from tenants.org.actions.organizations import organization_retire
from tenants.org.grants import VIEW_SUBTREE

Good = tuple[str, dict[str, Any]]
MAKERS: dict[str, Callable[[Cast], Good]] = {}
PHOTO = {"name": "现场照片.png", "contentBase64": b64encode(png()).decode()}
DUE = str(in_days(20))
TERM = {"activeFrom": str(in_days(0)), "activeTo": str(in_days(365)), "reviewAt": str(in_days(100))}


def good(name: str) -> Callable[[Callable[[Cast], Good]], Callable[[Cast], Good]]:
    def keep(maker: Callable[[Cast], Good]) -> Callable[[Cast], Good]:
        MAKERS[name] = maker
        return maker

    return keep


def content(**changes: Any) -> dict[str, Any]:
    values = {
        "title": "周末操场",
        "category": "VENUE",
        "quantity": "12.50",
        "measure": "小时",
        "dueOn": DUE,
        "description": "每周六上午",
    }
    return {**values, **changes}


def _listing_makers(kind: type[Any], officer: str) -> None:
    noun = kind.NOUN

    @good(f"{noun}Create")
    def create(cast: Cast) -> Good:
        return officer, content(owner=gid(getattr(cast, officer)), audience=gid(cast.street_a))

    @good(f"{noun}Edit")
    def edit(cast: Cast) -> Good:
        listing = listing_in(cast, "draft", kind)
        return officer, content(id=gid(listing), audience=gid(cast.street_a), version=listing.version)

    @good(f"{noun}Submit")
    def submit(cast: Cast) -> Good:
        listing = listing_in(cast, "draft", kind)
        return officer, {"id": gid(listing), "version": listing.version}

    @good(f"{noun}Publish")
    def publish(cast: Cast) -> Good:
        listing = listing_in(cast, "submitted", kind)
        return "street_a", {"id": gid(listing), "version": listing.version}

    @good(f"{noun}Return")
    def send_back(cast: Cast) -> Good:
        listing = listing_in(cast, "submitted", kind)
        return "street_a", {"id": gid(listing), "reason": "不全", "version": listing.version}

    @good(f"{noun}Withdraw")
    def withdraw(cast: Cast) -> Good:
        listing = listing_in(cast, "open", kind)
        return officer, {"id": gid(listing), "reason": "不需要了", "version": listing.version}


_listing_makers(Need, "community_a")
_listing_makers(Resource, "unit_a")


@good("claimPropose")
def _propose(cast: Cast) -> Good:
    commitment = agreement_in(cast, "active").commitments.get()
    values = {"target": gid(listing_in(cast, "open")), "claimant": gid(cast.unit_a), "quantity": "5"}
    return "unit_a", {**values, "note": "周六可以", "commitment": gid(commitment)}


def _claim(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        claim = claim_in(cast, status)
        return who, {"id": gid(claim), **more, "version": claim.version}


_claim("claimConfirm", "proposed", "street_a")
_claim("claimDecline", "proposed", "street_a", reason="已有安排")
_claim("claimWithdraw", "proposed", "unit_a", reason="时间冲突")
_claim("claimRelease", "confirmed", "unit_a", reason="无法完成")
_claim("claimFulfil", "confirmed", "unit_a", outcome="已完成", quantity="3", evidence=[PHOTO])
_claim("claimReturn", "fulfilled", "community_a", reason="照片不清")


@good("claimEvaluate")
def _evaluate(cast: Cast) -> Good:
    claim = claim_fulfil(
        actor=cast.actor("unit_a"),
        claim=claim_in(cast, "confirmed"),
        outcome="已完成",
        evidence=[Upload("a.png", png())],
    )
    return "community_a", {"id": gid(claim), "score": 5, "words": "很好", "side": "OWNER"}


UNIT = {
    "name": "静安书店",
    "kind": "STATE_FIRM",
    "affiliation": "CITY",
    "rank": "正科级",
    "partyOrganization": "书店党支部",
    "partyMembers": 9,
    "address": "江宁路 1 号",
}


@good("organizationAdd")
def _add_place(cast: Cast) -> Good:
    values = {"parent": gid(cast.street_a), "level": "COMMUNITY", "name": "武定居委会", "code": "310106006003"}
    return "office", values


@good("organizationEdit")
def _edit_place(cast: Cast) -> Good:
    place = cast.community_a
    changes = {"name": "新安社区居委会", "code": "310106011902", "parent": gid(cast.street_b)}
    return "office", {"id": gid(place), **changes, "version": place.version}


@good("organizationRetire")
def _retire_place(cast: Cast) -> Good:
    place, successor = cast.community_a, gid(cast.community_b)
    return "system", {"id": gid(place), "reason": "撤并", "successor": successor, "version": place.version}


@good("organizationRestore")
def _restore_place(cast: Cast) -> Good:
    place = organization_retire(
        actor=cast.actor("office"), organization=cast.community_a, reason="撤并", successor=cast.community_b
    )
    return "office", {"id": gid(place), "reason": "仍需保留", "version": place.version}


@good("divisionImport")
def _import_table(cast: Cast) -> Good:
    lines = [
        "code,name,level,parent_code",
        f"{cast.root.code},静安新区,区,",
        f"{cast.street_a.code},江宁路街道,街道,{cast.root.code}",
        f"{cast.community_a.code},新安社区居委会,社区,{cast.street_a.code}",
        f"{cast.street_b.code},石门二路街道,街道,{cast.root.code}",
        f"{cast.community_b.code},张家宅居委会,社区,{cast.street_b.code}",
    ]
    table = "\n".join(lines)
    return "office", {"table": table, "expected": plan_import(parse_table(table.encode())).fingerprint}


@good("settingsEdit")
def _edit_settings(cast: Cast) -> Good:
    shares = {"signedShareTarget": "0.9", "needsMetTarget": "0.8", "claimsClosedTarget": "0.85"}
    days = {"claimResponseDays": 5, "dueSoonDays": 7, "reportConfirmDays": 4, "reportReviewDays": 9}
    weights = {"weightNeedsMet": "0.5", "weightClaimsClosed": "0.3", "weightSatisfaction": "0.2"}
    heading = {"reportHeading": "中共静安区委组织部文件", "reportDocumentMark": "静联通"}
    marks = {"answeredOnTimeTarget": "0.95", "satisfactionTarget": "4.5"}
    return "office", {**shares, **days, **weights, **heading, **marks, "version": 1}


@good("unitRegister")
def _register(cast: Cast) -> Good:
    return "community_a", {**UNIT, "organization": gid(cast.community_a)}


@good("unitEdit")
def _edit_unit(cast: Cast) -> Good:
    return "community_a", {**UNIT, "id": gid(cast.unit_a), "version": cast.unit_a.version}


@good("unitRetire")
def _retire(cast: Cast) -> Good:
    return "community_a", {"id": gid(cast.unit_a), "reason": "已迁出", "version": cast.unit_a.version}


def terms(cast: Cast) -> dict[str, Any]:
    return {
        "title": "共建协议",
        "aim": "开放场地",
        "content": "正文",
        **TERM,
        "parties": [{"party": gid(cast.unit_a), "duties": "提供场地", "head": "校长", "liaison": "小孙"}],
        "commitments": [{"party": gid(cast.unit_a), "title": "开放", "quantity": "4", "measure": "次", "dueOn": DUE}],
    }


@good("agreementCreate")
def _create(cast: Cast) -> Good:
    return "street_a", {"organization": gid(cast.street_a), **terms(cast)}


@good("agreementEdit")
def _edit(cast: Cast) -> Good:
    agreement = agreement_in(cast, "draft")
    return "street_a", {"id": gid(agreement), **terms(cast), "version": agreement.version}


def _agreement(name: str, status: str, who: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        return who, {"id": gid(agreement_in(cast, status)), **more}


_agreement("agreementPropose", "draft", "street_a", version=1)
_agreement("agreementRegister", "draft", "street_a", signedOn=str(in_days(-30)), note="双方盖章，原件存档", version=1)
_agreement("agreementDiscard", "draft", "street_a", reason="不再需要")
_agreement("agreementRevise", "negotiating", "unit_a", reason="期限不妥")
_agreement("agreementTerminate", "active", "unit_a_head", reason="合作结束")


@good("agreementSign")
def _sign(cast: Cast) -> Good:
    agreement = agreement_in(cast, "negotiating")
    return "unit_a", {"id": gid(agreement), "party": gid(agreement.parties.get(unit=cast.unit_a))}


@good("reportDraft")
def _draft(cast: Cast) -> Good:
    return "office", {"quarter": "2026Q3"}


@good("reportIssue")
def _issue(cast: Cast) -> Good:
    report = drafted(cast)
    return "leader", {"id": gid(report), "reason": "个别街道稍后补报", "version": report.version}


@good("reportCorrect")
def _correct(cast: Cast) -> Good:
    from quarters import IN_Q3, closed_claim

    closed_claim(cast, at=IN_Q3)
    report = issued(cast)
    counted = ReportTally.objects.filter(entry__report=report, verb="claim.close").get().events[0]
    return "office", {"id": gid(report), "note": "重复登记", "exclude": [gid(Event.objects.get(pk=counted))]}


@good("reportDiscard")
def _discard(cast: Cast) -> Good:
    _, values = _correct(cast)
    report = issued_report()
    event = Event.objects.filter(verb="claim.close").get().pk
    new = report_correct(actor=cast.actor("office"), report=report, note=values["note"], exclude=[event])
    return "office", {"id": gid(new), "reason": "无需更正", "version": new.version}


def issued_report() -> Any:
    from assessment.models import QuarterlyReport

    return QuarterlyReport.objects.get(status="issued")


@good("reportEntryConfirm")
def _confirm(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.community_a)
    return "community_a", {"id": gid(entry), "note": "属实", "version": entry.version}


@good("reportEntryReview")
def _review(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.street_a)
    return "street_a", {"id": gid(entry), "reason": "已电话核对", "version": entry.version}


@good("reportEntryReturn")
def _return(cast: Cast) -> Good:
    entry = entry_of(drafted(cast), cast.community_a)
    entry = entry_confirm(actor=cast.actor("community_a"), entry=entry)
    return "street_a", {"id": gid(entry), "reason": "请核对", "version": entry.version}


@good("userCreate")
def _user_create(cast: Cast) -> Good:
    return "system", {"username": "new.person", "name": "新同志", "password": PASSWORD, "officePhone": "021-12345678"}


@good("userEdit")
def _user_edit(cast: Cast) -> Good:
    return "system", {"id": gid(cast.users["community_a"]), "name": "新安小周二", "officePhone": "021-12345678"}


@good("userSetPassword")
def _user_set_password(cast: Cast) -> Good:
    return "system", {"id": gid(cast.users["community_a"]), "password": PASSWORD}


@good("userDeactivate")
def _user_deactivate(cast: Cast) -> Good:
    return "system", {"id": gid(cast.users["community_a"]), "reason": "调离"}


@good("userActivate")
def _user_activate(cast: Cast) -> Good:
    user_deactivate(actor=cast.actor("system"), user=cast.users["community_a"], reason="调离")
    return "system", {"id": gid(cast.users["community_a"])}


@good("userUnlock")
def _user_unlock(cast: Cast) -> Good:
    return "system", {"id": gid(cast.users["community_a"])}


@good("grantGive")
def _grant_give(cast: Cast) -> Good:
    values = {"user": gid(cast.users["unit_b"]), "grant": "VIEW_SUBTREE", "at": gid(cast.street_a)}
    return "security", {**values, "reason": "跨街道项目"}


@good("grantRevoke")
def _grant_revoke(cast: Cast) -> Good:
    given = grant_give(actor=cast.actor("security"), user=cast.users["unit_b"], grant=VIEW_SUBTREE, at=cast.street_a)
    return "security", {"id": global_id("Grant", given.pk), "reason": "项目结束"}


@good("agreementGrantGive")
def _agreement_grant_give(cast: Cast) -> Good:
    number = agreement_in(cast, "active").number
    return "security", {"user": gid(cast.users["unit_b"]), "agreement": number, "reason": "参与项目"}


@good("agreementGrantRevoke")
def _agreement_grant_revoke(cast: Cast) -> Good:
    given = agreement_grant_give(
        actor=cast.actor("security"), user=cast.users["unit_b"], agreement=agreement_in(cast, "active")
    )
    return "security", {"id": global_id("Grant", given.pk), "reason": "项目结束"}


@good("clientRegister")
def _client_register(cast: Cast) -> Good:
    return "security", {"name": "热线平台", "purpose": "对接", "at": gid(cast.street_a), "scopes": ["view"]}


def _client(cast: Cast) -> str:
    given = {"name": "热线平台", "purpose": "对接", "at": cast.street_a, "scopes": ["view"]}
    return gid(client_register(actor=cast.actor("security"), **given)[0])


@good("clientRotate")
def _client_rotate(cast: Cast) -> Good:
    return "security", {"id": _client(cast)}


@good("clientDisable")
def _client_disable(cast: Cast) -> Good:
    return "security", {"id": _client(cast), "reason": "对接结束"}


@good("noticesRead")
def _notices_read(cast: Cast) -> Good:
    claim_in(cast, "confirmed")
    deliver_waiting()
    return "unit_a", {"ids": [gid(notice) for notice in Notice.objects.filter(user=cast.users["unit_a"])]}


@good("postAppoint")
def _post_appoint(cast: Cast) -> Good:
    return "security", {
        "user": gid(cast.users["unit_a"]),
        "role": "COMMITTEE_MEMBER",
        "at": gid(cast.community_a),
        "kind": "CONCURRENT",
        "title": "兼职委员",
        "homeUnit": gid(cast.unit_a),
        "startsOn": str(in_days(0)),
        "endsOn": str(in_days(365)),
    }


@good("postEnd")
def _post_end(cast: Cast) -> Good:
    post = cast.users["community_a"].posts.get()
    return "security", {"id": gid(post), "endsOn": str(in_days(1)), "reason": "任期届满"}


@good("webhookRegister")
def _webhook_register(cast: Cast) -> Good:
    client = webhook_in(cast).client
    values = {"url": "https://hooks.example.gov.cn/second", "verbs": ["claim.confirm", "need.create"]}
    return "security", {"client": gid(client), **values}


@good("webhookEdit")
def _webhook_edit(cast: Cast) -> Good:
    webhook = webhook_in(cast)
    values = {"url": "https://hooks.example.gov.cn/other", "verbs": ["claim.close"]}
    return "security", {"id": gid(webhook), **values, "version": webhook.version}


def _webhook(name: str, status: str, **more: Any) -> None:
    @good(name)
    def make(cast: Cast) -> Good:
        return "security", {"id": gid(webhook_in(cast, status)), **more}


_webhook("webhookRotate", "active")
_webhook("webhookPause", "active", reason="维护", version=1)
_webhook("webhookResume", "suspended", version=2)
_webhook("webhookRemove", "active", reason="不再使用", version=1)
_webhook("webhookTest", "active")


@good("webhookRedeliver")
def _webhook_redeliver(cast: Cast) -> Good:
    return "security", {"id": gid(delivery_to(cast, webhook_in(cast)))}
