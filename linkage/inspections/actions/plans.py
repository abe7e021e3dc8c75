"""Plan an inspection, change the plan, form teams, issue it, finish or cancel it."""

from collections.abc import Sequence
from datetime import date

from core.changes import changes, snapshot
from core.errors import InvalidInput, WrongState
from core.events import action, action_day, now, record
from core.numbers import next_number
from core.permissions import Actor, Perm, require
from core.transitions import advance, check, lock
from core.values import clean_text
from linkage.inspections.checklists import ItemDraft, items_of
from linkage.inspections.models import (
    Inspection,
    InspectionDraw,
    InspectionItem,
    InspectionTarget,
    InspectionTeam,
    TeamMember,
)
from linkage.inspections.recusal import keep_apart, tie_between, ties_by_team
from linkage.inspections.recusal import told as recusal_told
from tenants.accounts.models import User
from tenants.org.models import Organization, Post
from tenants.org.tenure import keep_in_use

NUMBER = "DC-{year}-{number:04d}"
MOST_TEAMS = 50
MOST_MEMBERS = 30
LONGEST = 366


@action
def inspection_plan(
    *,
    actor: Actor,
    organization: Organization,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    scope: str,
    lines: str,
    unannounced: bool = False,
) -> Inspection:
    """Draft an inspection in the name of a 区 or 街道; ``lines`` are its items (``linkage.inspections.checklists``).

    ``unannounced`` keeps it from those inspected until a result is put before them.
    """
    require(actor, Perm.INSPECTION_PLAN, at=organization.place)
    if organization.level not in (Organization.Level.DISTRICT, Organization.Level.SUBDISTRICT):
        raise InvalidInput("督导检查由区或街道组织，请重新选择。", field="organization")
    keep_in_use([organization], purpose="组织督导检查", field="organization")
    items = items_of(lines)
    made = Inspection(organization=organization, created_at=now())
    _fill(made, title, kind, starts_on, ends_on, scope, unannounced)
    made.number = next_number("inspection", action_day().year, NUMBER)
    made.save()
    _keep_items(made, items)
    told = {"number": made.number, "note": f"{made.get_kind_display()}，{len(items)} 项检查事项"}
    record("inspection.plan", actor=actor, subject=made, data=told)
    return made


@action
def inspection_edit(
    *,
    actor: Actor,
    inspection: Inspection,
    title: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    scope: str,
    lines: str,
    unannounced: bool = False,
    version: int | None = None,
) -> Inspection:
    """Change a draft; its targets are to be visited by the new end."""
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "edit")
    items = items_of(lines)
    before = snapshot(fresh)
    _fill(fresh, title, kind, starts_on, ends_on, scope, unannounced)
    fresh.items.all().delete()
    _keep_items(fresh, items)
    fresh.targets.update(due_on=fresh.ends_on)
    names = ("title", "kind", "starts_on", "ends_on", "scope", "unannounced")
    told = changes(fresh, before, also=f"检查事项 {len(items)} 项")
    return advance(fresh, "edit", actor=actor, data=told, locked=True, **{name: getattr(fresh, name) for name in names})


@action
def inspectionteam_form(
    *,
    actor: Actor,
    inspection: Inspection,
    name: str,
    head: str,
    people: str = "",
    members: Sequence[User] = (),
    team: InspectionTeam | None = None,
    version: int | None = None,
) -> InspectionTeam:
    """Form a team, or change ``team``: its head and people by name, and ``members`` with accounts, who record.

    Raises ``InvalidInput`` for a name that is taken, a member without an office, or one who has to keep away from what
    the team still has to inspect (``recusal``).
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "form")
    if team is not None and team.inspection_id != fresh.pk:
        raise InvalidInput("这个检查组不属于本次督导检查。", field="team")
    row = InspectionTeam.objects.select_for_update().get(pk=team.pk) if team is not None else None
    if row is None:
        row = InspectionTeam(inspection=fresh, order=_next_order(fresh))
    row.name = clean_text(name, "name", "检查组名称", 60)
    if fresh.teams.filter(name=row.name).exclude(pk=row.pk).exists():
        raise InvalidInput(f"已有“{row.name}”，请换一个名称。", field="name")
    row.head = clean_text(head, "head", "组长", 60)
    row.people = clean_text(people, "people", "成员", 500, required=False)
    users = _members(members)
    if row.pk is not None:
        left = row.targets.filter(status__in=InspectionTarget.TO_VISIT).select_related("organization", "unit")
        keep_apart(fresh, list(left.order_by("pk")), [user.pk for user in users])
    row.version += row.pk is not None
    row.save()
    row.members.all().delete()
    TeamMember.objects.bulk_create([TeamMember(team=row, user=user) for user in users])
    data = {"note": f"{row.name}，组长{row.head}", "team": row.pk, "users": [user.pk for user in users]}
    row.inspection = advance(fresh, "form", actor=actor, locked=True, data=data)
    return row


@action
def inspectionteam_dissolve(*, actor: Actor, team: InspectionTeam, version: int | None = None) -> Inspection:
    """Take a team out of an inspection as long as it has nothing to inspect."""
    require(actor, Perm.INSPECTION_PLAN, at=team.inspection.place)
    fresh = lock(team.inspection, version=version)
    check(fresh, "form")
    if count := team.targets.count():
        raise WrongState(f"“{team}”还有 {count} 个检查对象，请先调整到其他组。", field="team")
    InspectionTeam.objects.filter(pk=team.pk).delete()
    return advance(fresh, "form", actor=actor, locked=True, data={"note": f"撤销{team}"})


@action
def inspection_issue(*, actor: Actor, inspection: Inspection, version: int | None = None) -> Inspection:
    """Send the teams out, once every target has one; unless unannounced, those inspected are told.

    Who has come to a post since the targets were spread, and has to keep away from one, is found here at the latest.
    What was announced is drawn first: nobody gets out of a draw by sending the teams to others.
    """
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "issue")
    if InspectionDraw.objects.filter(inspection=fresh, drawn_at=None).exists():
        raise WrongState("抽取方案已公布，还没有抽取，请先随机抽取再下达。", field="status")
    if not fresh.targets.exists():
        raise WrongState("还没有检查对象，请先选择或抽取。", field="targets")
    if missing := fresh.targets.filter(team=None).count():
        raise WrongState(f"还有 {missing} 个检查对象没有分到检查组，请先分配。", field="targets")
    if fresh.ends_on < action_day():
        raise InvalidInput("结束日期已经过去，请先修改。", field="ends_on")
    _keep_recusal(fresh)
    users = list(TeamMember.objects.filter(team__inspection=fresh).values_list("user_id", flat=True).distinct())
    fresh = advance(fresh, "issue", actor=actor, locked=True, issued_at=now(), data={"users": users})
    if not fresh.unannounced:
        for target in fresh.targets.select_related("organization", "unit", "team").order_by("pk"):
            target.inspection = fresh
            told = {"note": f"{fresh.starts_on:%Y-%m-%d} 至 {target.due_on:%Y-%m-%d} 由{target.team}检查"}
            record("inspectiontarget.call", actor=actor, subject=target, data=told)
    return fresh


@action
def inspection_finish(*, actor: Actor, inspection: Inspection, summary: str, version: int | None = None) -> Inspection:
    """Sum it up when every target has been settled."""
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "finish")
    if left := fresh.open_targets.count():
        raise WrongState(f"还有 {left} 个检查对象没有办结，请先办结或注明不再检查。", field="targets")
    text = clean_text(summary, "summary", "总体情况", 4000)
    return advance(fresh, "finish", actor=actor, locked=True, summary=text, finished_at=now())


@action
def inspection_cancel(*, actor: Actor, inspection: Inspection, reason: str, version: int | None = None) -> Inspection:
    """Call it off; results that were put before somebody stay with their own course, the others end here."""
    require(actor, Perm.INSPECTION_PLAN, at=inspection.place)
    fresh = lock(inspection, version=version)
    check(fresh, "cancel")
    told = {"reason": clean_text(reason, "reason", "取消原因", 500)}
    rows = fresh.targets.filter(status__in=InspectionTarget.TO_VISIT)
    for target in rows.select_related("organization", "unit").order_by("pk"):
        target.inspection = fresh
        advance(target, "drop", actor=actor, data=told)
    users = list(TeamMember.objects.filter(team__inspection=fresh).values_list("user_id", flat=True).distinct())
    return advance(fresh, "cancel", actor=actor, locked=True, data={**told, "users": users})


def _keep_recusal(inspection: Inspection) -> None:
    ties = ties_by_team(inspection)
    for target in inspection.targets.select_related("organization", "unit").order_by("pk"):
        if tie := tie_between(ties.get(target.team_id or 0, ()), target):
            raise InvalidInput(recusal_told(tie, target), field="targets")


def _fill(
    row: Inspection, title: str, kind: str, starts_on: date, ends_on: date, scope: str, unannounced: bool
) -> None:
    row.title = clean_text(title, "title", "名称", 120)
    if kind not in Inspection.Kind.values:
        raise InvalidInput("请选择检查方式：定点监测、实地检查或随机抽查。", field="kind")
    if ends_on < starts_on:
        raise InvalidInput("结束日期不能早于开始日期。", field="ends_on")
    if (ends_on - starts_on).days > LONGEST:
        raise InvalidInput("一次督导检查最长一年，请核对日期。", field="ends_on")
    if ends_on < action_day():
        raise InvalidInput("结束日期不能早于今天。", field="ends_on")
    row.kind, row.starts_on, row.ends_on, row.unannounced = kind, starts_on, ends_on, unannounced
    row.scope = clean_text(scope, "scope", "检查内容和要求", 2000)


def _keep_items(inspection: Inspection, items: Sequence[ItemDraft]) -> None:
    InspectionItem.objects.bulk_create(
        [
            InspectionItem(
                inspection=inspection, order=order, title=item.title, standard=item.standard, points=item.points
            )
            for order, item in enumerate(items, start=1)
        ]
    )


def _next_order(inspection: Inspection) -> int:
    orders = list(inspection.teams.values_list("order", flat=True))
    if len(orders) >= MOST_TEAMS:
        raise InvalidInput(f"一次督导检查最多 {MOST_TEAMS} 个检查组。", field="name")
    return max(orders, default=0) + 1


def _members(members: Sequence[User]) -> list[User]:
    users = list({user.pk: user for user in members}.values())
    if len(users) > MOST_MEMBERS:
        raise InvalidInput(f"一个检查组最多 {MOST_MEMBERS} 名成员。", field="members")
    in_office = set(Post.objects.in_force(action_day()).filter(user__in=users).values_list("user_id", flat=True))
    for user in users:
        if user.pk not in in_office or not user.is_active:
            raise InvalidInput(f"{user}现在没有任职，不能作为检查组成员。", field="members")
    return users
