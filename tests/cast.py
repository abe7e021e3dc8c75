"""The named cast: who is where, and what each may do follows from the post."""

from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from core.permissions import Actor
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import Department, Organization, Post, ResidentUnit, Seat
from tenants.org.roles import Role

PASSWORD = "Liandong-2026"
START = date(2024, 1, 1)


@dataclass
class Cast:
    """Places, units and people by short names."""

    root: Organization
    street_a: Organization
    street_b: Organization
    community_a: Organization
    community_b: Organization
    unit_a: ResidentUnit
    unit_b: ResidentUnit
    department: Department
    outpost_a: Department
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name])


def build_cast(offset: int = 0) -> Cast:
    """Make the cast in the current district; ``offset`` moves all ids so that districts never share one."""
    if offset:
        _move_sequences(offset)
    root = Organization.objects.add_root(instance=Organization(code="310106000000", name="静安区", level="district"))
    street_a = Organization.objects.add_child(
        root, instance=Organization(code="310106006000", name="江宁路街道", level="subdistrict")
    )
    community_a = Organization.objects.add_child(
        street_a, instance=Organization(code="310106006002", name="新安居委会", level="community")
    )
    street_b = Organization.objects.add_child(
        root, instance=Organization(code="310106011000", name="石门二路街道", level="subdistrict")
    )
    community_b = Organization.objects.add_child(
        street_b, instance=Organization(code="310106011003", name="张家宅居委会", level="community")
    )
    unit_a = ResidentUnit.objects.create(name="江宁中学", kind="school", organization=community_a, party_members=30)
    unit_b = ResidentUnit.objects.create(name="石门医院", kind="hospital", organization=community_b, party_members=60)
    department = Department.objects.create(name="区公安分局", kind="department", organization=root)
    outpost_a = Department.objects.create(name="江宁路派出所", kind="outpost", parent=department, organization=street_a)
    cast = Cast(root, street_a, street_b, community_a, community_b, unit_a, unit_b, department, outpost_a)
    posts: list[tuple[str, str, Role, Seat]] = [
        ("leader", "李书记", Role.DISTRICT_LEADER, root),
        ("office", "区里小王", Role.DISTRICT_OFFICE, root),
        ("system", "系统员", Role.SYSTEM_ADMIN, root),
        ("security", "安全员", Role.SECURITY_ADMIN, root),
        ("audit", "审计员", Role.AUDIT_ADMIN, root),
        ("street_a", "江宁小陈", Role.SUBDISTRICT_OFFICE, street_a),
        ("street_b", "石门小赵", Role.SUBDISTRICT_OFFICE, street_b),
        ("street_a_secretary", "江宁书记", Role.SUBDISTRICT_SECRETARY, street_a),
        ("community_a", "新安小周", Role.COMMUNITY_OFFICER, community_a),
        ("community_b", "张家宅小吴", Role.COMMUNITY_OFFICER, community_b),
        ("community_a_secretary", "新安书记", Role.COMMUNITY_SECRETARY, community_a),
        ("member", "兼职委员老郑", Role.COMMITTEE_MEMBER, community_a),
        ("department", "分局小冯", Role.DEPARTMENT_OFFICER, department),
        ("outpost_a", "派出所所长", Role.DEPARTMENT_HEAD, outpost_a),
        ("unit_a", "江宁中学小孙", Role.UNIT_LIAISON, unit_a),
        ("unit_a_head", "江宁中学校长", Role.UNIT_HEAD, unit_a),
        ("unit_b", "石门医院小钱", Role.UNIT_LIAISON, unit_b),
    ]
    for name, person, role, at in posts:
        user = User(username=name.replace("_", "."), name=person)
        # Hashing is slow on purpose; tests that sign in by password set one themselves.
        user.password = "!"
        user.save()
        Post.objects.create(
            user=user,
            role=role,
            organization=at if isinstance(at, Organization) else None,
            unit=at if isinstance(at, ResidentUnit) else None,
            department=at if isinstance(at, Department) else None,
            starts_on=START,
            kind="concurrent" if role == Role.COMMITTEE_MEMBER else "regular",
            home_unit=unit_a if role == Role.COMMITTEE_MEMBER else None,
        )
        cast.users[name] = user
    return cast


def _move_sequences(offset: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sequencename FROM pg_sequences "
            "WHERE schemaname = current_schema() AND COALESCE(last_value, 0) < %s",
            [offset],
        )
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', offset])
