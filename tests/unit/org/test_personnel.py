"""A 兼职委员 sees what his body handles, and not with whom the place talked or whom it means to appoint."""

from datetime import date
from io import BytesIO

import pytest
from assemblies import body_in
from callers import gid, person
from cast import Cast
from emerging import planning, question
from openpyxl import load_workbook
from oversight import accountability_in, supervision_in
from stories import agreement_in, listing_in

from api.compiled.answers import Answers
from api.schema import COMPILED, schema
from core.models import Event
from core.permissions import Perm
from linkage.consultations.models import Consultation
from linkage.supervision.models import Accountability
from tenants.accounts.models import User
from tenants.org.actors import actor_of
from tenants.org.models import Post
from tenants.org.roles import ROLE_PERMISSIONS, Role
from tests.api.test_compiled import asked


@pytest.fixture
def member(cast: Cast) -> User:
    """A 兼职委员 of street A, sent by unit A."""
    user = User.objects.create(username="member.of.street", name="街道兼职委员", password="!")
    Post.objects.create(
        user=user, role=Role.COMMITTEE_MEMBER, organization=cast.street_a, home_unit=cast.unit_a,
        kind="concurrent", starts_on=date(2024, 1, 1),
    )  # fmt: skip
    return user


def test_all_who_work_for_a_place_see_its_personnel_matters_and_no_other_role() -> None:
    plain = {role for role, held in ROLE_PERMISSIONS.items() if Perm.VIEW in held and Perm.PERSONNEL_VIEW not in held}
    assert plain == {Role.COMMITTEE_MEMBER, Role.UNIT_HEAD, Role.UNIT_LIAISON}
    assert not [held for held in ROLE_PERMISSIONS.values() if Perm.PERSONNEL_VIEW in held and Perm.VIEW not in held]


def test_what_a_committee_member_reads(cast: Cast, member: User) -> None:
    agreement, need, body = agreement_in(cast, "active"), listing_in(cast, "open"), body_in(cast)
    order, talk = supervision_in(cast, "sent"), accountability_in(cast, "done")
    whom, plan = question(cast), question(cast, **planning(cast), outpost=None, candidate="")
    actor = actor_of(member)
    for row in (agreement, need, body, order, plan):
        assert type(row).objects.visible_to(actor).filter(pk=row.pk).exists(), row
    for hidden in (talk, whom):
        assert not type(hidden).objects.visible_to(actor).filter(pk=hidden.pk).exists(), hidden
        assert not Event.objects.visible_to(actor).for_subject(hidden).exists(), hidden
        assert Event.objects.visible_to(cast.actor("street_a")).for_subject(hidden).exists(), hidden
    assert Event.objects.visible_to(actor).for_subject(plan).exists()


def test_who_holds_an_office_below_sees_the_matters_of_that_place_only(cast: Cast, member: User) -> None:
    talk, whom = accountability_in(cast, "due"), question(cast)
    Post.objects.create(
        user=member, role=Role.COMMUNITY_SECRETARY, organization=cast.community_a, starts_on=date(2024, 1, 1)
    )
    actor = actor_of(member)
    assert list(Accountability.objects.visible_to(actor)) == [talk]
    assert whom not in Consultation.objects.visible_to(actor)
    assert Event.objects.visible_to(actor).for_subject(talk).exists()
    assert not Event.objects.visible_to(actor).for_subject(whom).exists()


def test_pages_and_files_tell_nothing_of_them(cast: Cast, member: User) -> None:
    talk, whom = accountability_in(cast, "done"), question(cast)
    caller = person(member)
    for path in (
        f"/accountabilities/{talk.pk}/", f"/accountabilities/{talk.pk}/file/",
        f"/consultations/{whom.pk}/", f"/consultations/{whom.pk}/sheet/",
    ):  # fmt: skip
        assert caller.get(path).status_code == 404, path
        assert person(cast.users["street_a"]).get(path).status_code == 200, path
    own = f"/rectifications/{talk.subject_id}/"
    for path in ("/accountabilities/", "/consultations/", "/consultations/?q=高某", own):
        text = caller.get(path).content.decode()
        assert "新安社区书记" not in text, path
        assert "拟任命" not in text, path
        assert "派出所所长人选" not in text, path
    sheet = load_workbook(BytesIO(b"".join(caller.get("/consultations/?export=xlsx").streaming_content))).active
    assert "高某" not in {cell for line in sheet.values for cell in line}


LISTS = """{
  accountabilities(first: 5) { totalCount nodes { person result } }
  consultations(first: 5) { nodes { title candidate } }
  events(first: 50) { nodes { subjectLabel note subject { id } } }
}"""


def test_the_interface_tells_nothing_of_them_either_way(cast: Cast, member: User) -> None:
    talk, whom = accountability_in(cast, "done"), question(cast)
    question(cast, **planning(cast), outpost=None, candidate="")
    caller = person(member)
    data = asked(Answers(schema.graphql_schema, COMPILED), actor_of(member), LISTS)
    assert data == caller.ask(LISTS)
    assert data["accountabilities"] == {"totalCount": 0, "nodes": []}
    assert [each["candidate"] for each in data["consultations"]["nodes"]] == [""]
    told = {each["subjectLabel"] for each in data["events"]["nodes"]}
    assert str(whom) not in told
    assert str(talk) not in told
    one = caller.post("query ($id: ID!) { accountability(id: $id) { person } }", {"id": gid(talk)}).json()
    assert one["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert person(cast.users["street_a"]).ask(LISTS)["accountabilities"]["totalCount"] == 1
