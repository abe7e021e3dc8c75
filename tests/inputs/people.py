"""Accounts, posts, grants, clients and notices."""

from callers import gid
from cast import PASSWORD, Cast
from inputs.makers import Good, good
from stories import agreement_in, claim_in, document_in, in_days

from api.actions.clients import client_register, client_rotate
from api.models import Client
from api.rows.ids import global_id
from core.outbox import deliver_waiting
from linkage.actions.grants import agreement_grant_give
from tenants.accounts.actions.users import user_deactivate
from tenants.notices.models import Notice
from tenants.org.actions.grants import grant_give
from tenants.org.grants import VIEW_SUBTREE


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


@good("clientDropSecret")
def _client_drop_secret(cast: Cast) -> Good:
    client = _client(cast)
    client_rotate(actor=cast.actor("security"), client=Client.objects.get())
    return "security", {"id": client}


@good("clientLimit")
def _client_limit(cast: Cast) -> Good:
    return "security", {
        "id": _client(cast),
        "expiresOn": str(in_days(20)),
        "networks": ["10.1.2.0/24", "2001:db8::/32"],
    }


@good("clientRescope")
def _client_rescope(cast: Cast) -> Good:
    return "security", {"id": _client(cast), "scopes": ["report.view", "claim.view"]}


@good("clientRestrict")
def _client_restrict(cast: Cast) -> Good:
    return "security", {"id": gid(document_in(cast).client), "onlyRegistered": True}


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


@good("postEdit")
def _post_edit(cast: Cast) -> Good:
    post = cast.users["community_a"].posts.get()
    return "security", {"id": gid(post), "title": "党建专员", "version": post.version}


@good("postEnd")
def _post_end(cast: Cast) -> Good:
    post = cast.users["community_a"].posts.get()
    return "security", {"id": gid(post), "endsOn": str(in_days(1)), "reason": "任期届满"}
