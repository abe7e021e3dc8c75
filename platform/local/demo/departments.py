"""Departments of the demo district, with their outposts in every street. Names are those of any Shanghai district."""

from core.permissions import Actor
from tenants.org.actions.departments import department_add
from tenants.org.models import Department, Organization

# Name, duties, and what its outpost in a street is called (empty: it has none).
DEPARTMENTS = (
    ("区公安分局", "治安、户籍和交通管理", "{street}派出所"),
    ("区市场监督管理局", "市场主体登记、食品和特种设备安全监管", "{street}市场监督管理所"),
    ("区城市管理行政执法局", "市容环境和违法建设执法", "{street}城管执法中队"),
    ("区住房保障和房屋管理局", "物业管理、房屋安全和老旧小区改造", "{street}房管办事处"),
    ("区司法局", "人民调解、法律援助和社区矫正", "{street}司法所"),
    ("区规划和自然资源局", "控制性详细规划和公共服务设施布局", ""),
    ("区民政局", "社会救助、养老服务和社会组织登记", ""),
    ("区教育局", "中小学和学前教育", ""),
    ("区卫生健康委员会", "医疗机构和公共卫生", ""),
    ("区绿化和市容管理局", "绿化、生活垃圾分类和环卫作业", ""),
    ("区建设和管理委员会", "道路、地下管网和建设工程", ""),
    ("区投资促进办公室", "楼宇经济和企业服务", ""),
)


def open_departments(office: Actor, streets: list[Organization]) -> list[Department]:
    """All departments and outposts, the departments first."""
    found = [department_add(actor=office, name=name, duties=duties) for name, duties, _ in DEPARTMENTS]
    for department, (_, duties, outpost) in zip(list(found), DEPARTMENTS, strict=True):
        if outpost:
            found += [
                department_add(
                    actor=office,
                    name=outpost.format(street=street.name),
                    parent=department,
                    organization=street,
                    duties=duties,
                    party_organization=f"{outpost.format(street=street.name)}党支部",
                )
                for street in streets
            ]
    return found
