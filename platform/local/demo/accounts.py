"""The accounts of the demo districts. Imports no Django: ``make up`` prints them."""

from dataclasses import dataclass

PASSWORD = "Liandong-2026"  # noqa: S105 - printed for everybody who tries the demo
FEATURED_STREET = "江宁路街道"
FEATURED_COMMUNITY = "新安居委会"
FEATURED_UNIT = "云澜中学"
FEATURED_DEPARTMENT = "区城市管理行政执法局"
FEATURED_OUTPOST = "江宁路街道城管执法中队"


@dataclass(frozen=True, slots=True)
class Account:
    """One account: ``seat`` is where it serves: district, street, community, unit, department or outpost."""

    username: str
    name: str
    role: str
    seat: str
    what: str


DISTRICT_ACCOUNTS = (
    Account("leader", "林书记", "district_leader", "district", "区委领导"),
    Account("office", "许主任", "district_office", "district", "区委组织部"),
    Account("sysadmin", "方工", "system_admin", "district", "系统管理员"),
    Account("secadmin", "卢工", "security_admin", "district", "安全管理员"),
    Account("audit", "贺工", "audit_admin", "district", "审计管理员"),
)
FEATURED_ACCOUNTS = (
    Account("jiangning.secretary", "沈书记", "subdistrict_secretary", "street", f"{FEATURED_STREET}书记"),
    Account("jiangning.office", "陈主任", "subdistrict_office", "street", f"{FEATURED_STREET}党建办"),
    Account("jiangning.community.secretary", "周书记", "community_secretary", "community", f"{FEATURED_COMMUNITY}书记"),
    Account("jiangning.community", "小周", "community_officer", "community", f"{FEATURED_COMMUNITY}专员"),
    Account("unit.head", "孙校长", "unit_head", "unit", f"{FEATURED_UNIT}负责人"),
    Account("unit.liaison", "孙老师", "unit_liaison", "unit", f"{FEATURED_UNIT}联络员"),
)
DEPARTMENT_ACCOUNTS = (
    Account("department", "钟科长", "department_officer", "department", f"{FEATURED_DEPARTMENT}联络员"),
    Account("outpost", "鲁队长", "department_head", "outpost", f"{FEATURED_OUTPOST}负责人"),
)
OPERATOR = Account("operator", "平台运维", "", "platform", "平台管理")


def accounts_text() -> str:
    """A table of the accounts for the terminal."""
    lines = [f"账号（密码都是 {PASSWORD}；单位、人员和数据均为虚构）"]
    lines += [f"  {a.username:<30}{a.what}" for a in (*DISTRICT_ACCOUNTS, *FEATURED_ACCOUNTS, *DEPARTMENT_ACCOUNTS)]
    lines.append(f"  {OPERATOR.username:<30}{OPERATOR.what}（在平台管理地址登录）")
    return "\n".join(lines)
