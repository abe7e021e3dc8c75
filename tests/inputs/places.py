"""The tree of places, its settings, and units."""

from callers import gid
from cast import Cast
from inputs.makers import Good, good

from tenants.divisions.plan import plan_import
from tenants.divisions.table import parse_table
from tenants.org.actions.departments import department_retire
from tenants.org.actions.organizations import organization_retire
from tenants.org.actions.units import unit_retire

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
    shares = {"needsMetTarget": "0.8", "claimsClosedTarget": "0.85"}
    days = {"claimResponseDays": 5, "reportConfirmDays": 4, "reportReviewDays": 9}
    weights = {"weightNeedsMet": "0.5", "weightClaimsClosed": "0.3", "weightSatisfaction": "0.2"}
    heading = {"reportHeading": "中共静安区委组织部文件", "reportDocumentMark": "静联通"}
    marks = {"answeredOnTimeTarget": "0.95", "satisfactionTarget": "4.5"}
    return "office", {**shares, **days, **weights, **heading, **marks, "version": 1}


@good("departmentAdd")
def _add_department(cast: Cast) -> Good:
    texts = {"duties": "治安", "partyOrganization": "党支部", "officePhone": "62170000"}
    seat = {"parent": gid(cast.department), "organization": gid(cast.street_b)}
    return "office", {"name": "石门派出所", **seat, **texts}


@good("departmentEdit")
def _edit_department(cast: Cast) -> Good:
    texts = {"duties": "治安", "partyOrganization": "党支部", "officePhone": "62170000"}
    row = cast.outpost_a
    return "office", {
        "id": gid(row),
        "name": "新名",
        "organization": gid(cast.street_b),
        **texts,
        "version": row.version,
    }


@good("departmentRetire")
def _retire_department(cast: Cast) -> Good:
    return "office", {"id": gid(cast.outpost_a), "reason": "撤并", "version": cast.outpost_a.version}


@good("departmentRestore")
def _restore_department(cast: Cast) -> Good:
    row = department_retire(actor=cast.actor("office"), department=cast.outpost_a, reason="撤并")
    return "office", {"id": gid(row), "reason": "仍需保留", "version": row.version}


@good("unitRegister")
def _register(cast: Cast) -> Good:
    return "community_a", {**UNIT, "organization": gid(cast.community_a)}


@good("unitEdit")
def _edit_unit(cast: Cast) -> Good:
    return "community_a", {**UNIT, "id": gid(cast.unit_a), "version": cast.unit_a.version}


@good("unitRetire")
def _retire(cast: Cast) -> Good:
    return "community_a", {"id": gid(cast.unit_a), "reason": "已迁出", "version": cast.unit_a.version}


@good("unitRestore")
def _restore(cast: Cast) -> Good:
    unit = unit_retire(actor=cast.actor("office"), unit=cast.unit_a, reason="误注销")
    return "community_a", {"id": gid(unit), "reason": "仍在", "version": unit.version}


@good("unitMove")
def _move(cast: Cast) -> Good:
    place = gid(cast.community_b)
    return "office", {"id": gid(cast.unit_a), "organization": place, "reason": "搬迁", "version": cast.unit_a.version}


@good("unitMerge")
def _merge(cast: Cast) -> Good:
    unit = cast.unit_a
    return "office", {"id": gid(unit), "into": gid(cast.unit_b), "reason": "重复登记", "version": unit.version}
