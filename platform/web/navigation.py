"""The left navigation: at most eight entries, each for those whom it concerns."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch

from core.permissions import Actor, Perm
from web.links import link


@dataclass(frozen=True)
class Tab:
    """A page within an entry.

    Its records and forms are recognised by their URL names (``need``, ``need-new``); ``record`` may name several.
    """

    label: str
    name: str
    record: str = ""
    permissions: tuple[Perm, ...] = (Perm.VIEW,)
    who: Callable[[Actor], bool] = lambda actor: True
    # Of a list with saved views: the navigation opens the default one. Figures link to the list without it.
    views: bool = False

    def holds(self, page: str) -> bool:
        return page == self.name or any(
            stem and (page == stem or page.startswith(stem + "-")) for stem in (self.name, *self.record.split())
        )


@dataclass(frozen=True)
class Entry:
    label: str
    icon: str
    tabs: tuple[Tab, ...]


def stands_for_unit(actor: Actor) -> bool:
    return bool(actor.unit_ids())


def comes_from_unit(actor: Actor) -> bool:
    """Whether the unit's page is where the person begins; a cadre of a place who sits in a unit begins at work."""
    return stands_for_unit(actor) and not works_daily(actor)


def sits_in_unit(actor: Actor) -> bool:
    return stands_for_unit(actor) and works_daily(actor)


def stands_for_place(actor: Actor) -> bool:
    return bool(actor.paths())


def asks_or_is_asked(actor: Actor) -> bool:
    """Departments ask the district; places read what may be asked of them."""
    return stands_for_place(actor) or bool(actor.department_ids())


def works_for_public(actor: Actor) -> bool:
    """Whether the person stands for a place or a department."""
    return stands_for_place(actor) or bool(actor.department_ids())


def works_daily(actor: Actor) -> bool:
    """Whether daily work waits there: streets, communities and departments begin with it, leaders with the summary."""
    return bool(actor.paths(Perm.LISTING_EDIT) or actor.department_ids())


def looks_on(actor: Actor) -> bool:
    return stands_for_place(actor) and not works_daily(actor)


DISTRICT = (
    Entry("单位首页", "building", (Tab("单位首页", "portal", who=comes_from_unit),)),
    Entry("工作台", "checklist", (Tab("工作台", "workbench", who=works_daily),)),
    Entry("总览", "layout-dashboard", (Tab("总览", "summary", who=stands_for_place),)),
    Entry("工作台", "checklist", (Tab("工作台", "workbench", who=looks_on),)),
    Entry("单位首页", "building", (Tab("单位首页", "portal", who=sits_in_unit),)),
    Entry(
        "共建",
        "heart-handshake",
        (
            Tab("驻区单位", "units", "unit", views=True),
            Tab("任职", "posts", "post", views=True),
            Tab("共建协议", "agreements", "agreement", views=True),
            Tab("签约率", "agreementcoverage", who=stands_for_place),
            Tab("协议模板", "agreementtemplates", "agreementtemplate", (Perm.AGREEMENT_EDIT, Perm.TEMPLATE_EDIT)),
            Tab(
                "新兴领域", "clusters", "cluster clusterunit clusterunits jointbranch", views=True, who=stands_for_place
            ),
            Tab("阵地台账", "facilities", "facility", views=True, who=stands_for_place),
            Tab(
                "联系点",
                "contactpoints",
                "contactpoint contactcover visit visits weakplace weakplaces",
                views=True,
                who=stands_for_place,
            ),
        ),
    ),
    Entry(
        "资源需求",
        "arrows-exchange",
        (
            Tab("需求", "needs", "need", views=True),
            Tab("资源", "resources", "resource", views=True),
            Tab("认领", "claims", "claim", views=True),
        ),
    ),
    Entry(
        "清单",
        "list-check",
        (
            Tab("清单看板", "board", "duecalendar", who=stands_for_place),
            Tab("责任清单", "responsibilities", "responsibility", views=True, who=stands_for_place),
            Tab("责任清单汇总", "responsibilityrollup", who=stands_for_place),
            Tab("任务清单", "assignments", "assignment", views=True, who=works_for_public),
            Tab("问题清单", "problems", "problem", views=True, who=stands_for_place),
            Tab("整改清单", "rectifications", "rectification", views=True, who=stands_for_place),
            Tab("问题整改汇总", "problemrollup", who=stands_for_place),
            Tab(
                "督办",
                "supervisions",
                "supervision accountability accountabilities extension extensions ladder",
                views=True,
                who=works_for_public,
            ),
            Tab("职责准入", "admissions", "admission", views=True, who=asks_or_is_asked),
            Tab(
                "督导检查",
                "inspections",
                "inspection finding findings inspectiontarget inspectiontargets inspectionteam inspectiondraw "
                "checklist checklists",
                views=True,
                who=works_for_public,
            ),
            Tab(
                "专项工作",
                "campaigns",
                "campaign campaignstep campaignsteps campaigntemplate campaigntemplates",
                views=True,
                who=stands_for_place,
            ),
            Tab(
                "书记项目",
                "secretaryprojects",
                "secretaryproject secretaryprojectgaps",
                views=True,
                who=stands_for_place,
            ),
            Tab("诉求", "appeals", "appeal", views=True, who=stands_for_place),
            Tab(
                "吹哨报到",
                "whistles",
                "whistle whistleresponses whistleresponse whistleleague",
                views=True,
                who=works_for_public,
            ),
        ),
    ),
    Entry(
        "会议",
        "users-group",
        (
            Tab(
                "会议",
                "meetings",
                "meeting topics topic decisions decision decisionrequests decisionrequest invitations invitation "
                "inquiries inquiry",
                views=True,
            ),
            Tab("议事机构", "bodies", "body seats seat", views=True),
            Tab("提案议题", "proposals", "proposal", views=True),
            Tab(
                "征求意见",
                "consultations",
                "consultation outpostappraisal outpostappraisals",
                views=True,
                who=works_for_public,
            ),
            Tab("数据调度", "datacalls", "datacall dataanswer dataanswers", views=True, who=stands_for_place),
            Tab("通知通报", "bulletins", "bulletin bulletinreceipt bulletinreceipts", views=True),
            Tab("资料共享", "materials", "material", views=True),
        ),
    ),
    Entry(
        "考核通报",
        "report-analytics",
        (Tab("季度通报", "reports", "quarterlyreport reportentry reportentries", who=stands_for_place),),
    ),
    Entry(
        "管理",
        "settings",
        (
            Tab("人员与职务", "people", "person", (Perm.USER_EDIT, Perm.POST_EDIT, Perm.AUDIT_VIEW)),
            Tab("组织机构", "organizations", "organization", (Perm.ORGANIZATION_EDIT,)),
            Tab("部门", "departments", "department", (Perm.ORGANIZATION_EDIT,)),
            Tab("区级设置", "settings", "", (Perm.SETTINGS_EDIT,)),
            Tab("协议查阅授权", "agreementgrants", "agreementaccess", (Perm.POST_EDIT,)),
            Tab("第三方应用", "clients", "client", (Perm.CLIENT_EDIT,)),
            Tab("已登记的文档", "registereddocuments", "registereddocument", (Perm.CLIENT_EDIT,)),
            Tab("个人令牌", "personaltokens", "personaltoken", (Perm.CLIENT_EDIT,)),
            Tab("事件推送", "webhooks", "webhook webhookdelivery webhookdeliveries", (Perm.CLIENT_EDIT,)),
            Tab("城市读取", "cityconsents", "cityconsent", (Perm.CLIENT_EDIT,)),
            Tab("审计", "audit", "", (Perm.AUDIT_VIEW,)),
        ),
    ),
)
PLATFORM = (
    Entry("区县", "building-community", (Tab("区县", "console", "district districtjob", (Perm.DISTRICT_EDIT,)),)),
    Entry("城市应用", "plug-connected", (Tab("城市应用", "cityclients", "cityclient", (Perm.DISTRICT_EDIT,)),)),
    Entry("审计", "shield-check", (Tab("审计", "audit", "", (Perm.AUDIT_VIEW,)),)),
)


@dataclass(frozen=True)
class Item:
    """An entry or a tab as this person sees it."""

    label: str
    icon: str
    url: str
    active: bool
    tabs: tuple["Item", ...] = ()


def items(request: HttpRequest, entries: tuple[Entry, ...]) -> list[Item]:
    """What this person is offered, with the address of each and which one is open."""
    match = request.resolver_match
    page = match.url_name if match and match.url_name else ""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = []
    for entry in entries:
        tabs = tuple(item for tab in entry.tabs if (item := _item(request, tab, actor, page)))
        if tabs:
            found.append(Item(entry.label, entry.icon, tabs[0].url, any(tab.active for tab in tabs), tabs))
    return found


def _item(request: HttpRequest, tab: Tab, actor: Actor, page: str) -> Item | None:
    if not tab.who(actor):
        return None
    if tab.permissions and not any(actor.can_anywhere(permission) for permission in tab.permissions):
        return None
    try:
        url = link(request, tab.name, view="mine" if tab.views else "")
    except NoReverseMatch:
        return None
    return Item(tab.label, "", url, tab.holds(page))
