"""The district's templates of the demo, by kind of unit."""

from decimal import Decimal

from core.permissions import Actor
from linkage.actions.templates import TemplatePromise, template_create
from local.demo import remarks

TITLE = "{牵头组织}与{单位}共建协议"

# Name, kinds of units, aim, and the usual promises: side, what, how many, measure, how often or within how many months.
_Promise = tuple[str, str, int, str, str, int | None]
TEMPLATES: tuple[tuple[str, tuple[str, ...], str, tuple[_Promise, ...]], ...] = (
    (
        "学校共建协议模板",
        ("school",),
        "{单位}的运动场地、师资向居民开放，{牵头组织}为师生提供社会实践岗位，共建{协议期}。",
        (
            ("unit", "向居民开放运动场地", 3, "次", "month", None),
            ("unit", "组织教师开展家庭教育讲座", 2, "场", "", 6),
            ("place", "提供学生社会实践岗位", 30, "人次", "", None),
        ),
    ),
    (
        "医院共建协议模板",
        ("hospital",),
        "{单位}的医疗服务走进社区，{牵头组织}协助组织居民和场地，共建{协议期}。",
        (
            ("unit", "开展义诊和健康讲座", 1, "次", "month", None),
            ("unit", "为行动不便居民上门巡诊", 6, "次", "year", None),
            ("place", "组织居民参加健康讲座", 1, "次", "quarter", None),
        ),
    ),
    (
        "企业共建协议模板",
        ("state_firm", "private_firm"),
        "{单位}发挥场地、岗位和志愿力量，{牵头组织}为企业和职工做好服务，共建{协议期}。",
        (
            ("unit", "组织党员参加志愿服务", 60, "人次", "", None),
            ("unit", "共享会议和活动场地", 1, "场", "quarter", None),
            ("place", "走访企业并协调解决问题", 1, "次", "quarter", None),
        ),
    ),
    (
        "机关事业单位共建协议模板",
        ("government", "institution"),
        "{单位}党员到社区报到，业务服务下沉社区，与{牵头组织}共建{协议期}。",
        (
            ("unit", "组织党员到社区开展活动", 6, "次", "year", None),
            ("unit", "开展政策宣讲", 4, "场", "", None),
            ("place", "向单位通报居民需求", 1, "次", "quarter", None),
        ),
    ),
    (
        "社会组织共建协议模板",
        ("social",),
        "{单位}的专业服务进入社区，{牵头组织}提供场地和对接，共建{协议期}。",
        (
            ("unit", "开展专业志愿服务", 2, "次", "month", None),
            ("place", "提供服务场地", 1, "次", "month", None),
        ),
    ),
)


def keep_templates(office: Actor) -> None:
    """The district office keeps its templates before the campaign begins."""
    for name, kinds, aim, promises in TEMPLATES:
        template_create(
            actor=office,
            name=name,
            kinds=kinds,
            title=TITLE,
            aim=aim,
            content=remarks.AGREEMENT_CONTENT,
            place_duties=remarks.DUTIES_PLACE,
            unit_duties=remarks.DUTIES_UNIT,
            commitments=[
                TemplatePromise(side, title, Decimal(quantity), measure, period, due)
                for side, title, quantity, measure, period, due in promises
            ],
        )
