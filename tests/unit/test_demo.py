"""The demo district at a small scale: whole, in order, chained, and the same each time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import filetype
import pytest
from database import NEIGHBOUR, SCHEMA
from django.db import models, transaction
from django.test import override_settings
from django_tenants.utils import schema_context

from api.models import Client
from api.personal.models import PersonalToken
from api.trusted.checking import fits
from assessment.models import QuarterlyReport, ReportEntry
from core.chain import verify
from core.models import Delivery, Event
from core.periods import SHANGHAI, Quarter
from linkage.admissions.models import Admission
from linkage.appeals.models import Appeal
from linkage.assignments.models import Assignment, ProgressReport
from linkage.bulletins.models import Bulletin, BulletinReceipt
from linkage.campaigns.models import Campaign, CampaignStep
from linkage.conferences.models import Ballot, Body, Decision, DecisionRequest, Meeting, Topic
from linkage.consultations.models import Consultation, OutpostAppraisal
from linkage.datacalls.models import DataAnswer, DataCall
from linkage.extensions.models import Extension
from linkage.inspections.models import Inspection, InspectionDraw, InspectionTarget
from linkage.inspections.verifying import verify as drawing_agrees
from linkage.models import Agreement, AgreementTemplate, Commitment
from linkage.problems.models import Problem, Rectification
from linkage.proposals.models import Proposal
from linkage.responsibilities.models import Responsibility
from linkage.secretaryprojects.models import ProjectReport, SecretaryProject
from linkage.supervision.models import Accountability, Supervision
from linkage.whistles.models import Whistle, WhistleResponse
from local.demo.accounts import DISTRICT_ACCOUNTS, FEATURED_ACCOUNTS, PASSWORD, accounts_text
from local.demo.load import QUARTERS, Size, load, past_quarters
from resources.materials.models import Material
from resources.models import Claim, Evidence, Listing, Need, Resource
from tenants.accounts.models import User
from tenants.org.models import Organization, Post, ResidentUnit

UNTIL = datetime(2026, 11, 20, 17, tzinfo=SHANGHAI)
SMALL = Size(units=24, agreements=24, resources=90, needs=90, problems=80, tasks=6)

TREE = {
    "江宁路街道": ("新安居委会", "永乐居委会", "联宝里居委会"),
    "石门二路街道": ("奉贤居委会", "东王居委会"),
    "彭浦镇": ("彭浦居委会",),
}


def plant_tree() -> None:
    root = Organization.objects.add_root(instance=Organization(code="310106000000", name="静安区", level="district"))
    for number, (name, communities) in enumerate(TREE.items(), 1):
        street = Organization(code=f"310106{number:03d}000", name=name, level="subdistrict")
        street = Organization.objects.add_child(root, instance=street)
        for below, community in enumerate(communities, 1):
            code = f"310106{number:03d}{below:03d}"
            Organization.objects.add_child(street, instance=Organization(code=code, name=community, level="community"))


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """The small demo, made once for all tests of this module, which only read; the folder of its files."""
    files = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), schema_context(SCHEMA), transaction.atomic():
        plant_tree()
        with override_settings(MEDIA_ROOT=files):
            load(size=SMALL, until=UNTIL, say=lambda text: None)
        yield files
        transaction.set_rollback(True)


def story() -> list[tuple[object, ...]]:
    return list(
        Event.objects.order_by("id").values_list("at", "verb", "actor_label", "subject_label", "organization_path")
    )


def test_everything_is_there_in_every_state(demo) -> None:
    assert ResidentUnit.objects.count() == SMALL.units + 1  # the featured unit comes on top
    assert (Need.objects.filter(origin_type="").count(), Resource.objects.count()) == (SMALL.needs, SMALL.resources)
    assert Agreement.objects.exclude(kind="supplement").count() == SMALL.agreements
    assert AgreementTemplate.objects.count() == 5
    assert Commitment.objects.filter(claims__status="closed").exists()
    assert set(Claim.objects.values_list("status", flat=True)) == set(Claim.Status.values)
    assert set(Agreement.objects.values_list("status", flat=True)) >= {"active", "expired"}
    assert {"open", "closed", "expired"} <= set(Need.objects.values_list("status", flat=True))
    listings = [*Need.objects.all(), *Resource.objects.all()]
    assert {listing.status for listing in listings} >= set(Listing.Status.values) - {"submitted", "returned", "draft"}


def test_problems_are_found_put_right_and_supervised(demo) -> None:
    assert Problem.objects.filter(follows=None, origin_type="").count() <= SMALL.problems
    assert {"dismissed", "rectifying", "closed"} <= set(Problem.objects.values_list("status", flat=True))
    assert Rectification.objects.filter(status="closed").count() > SMALL.problems / 3
    assert set(Extension.objects.values_list("status", flat=True)) >= {"approved"}
    assert Supervision.objects.filter(status="closed").exists()
    assert Accountability.objects.filter(status="done").exists()


def test_tasks_lists_and_admissions_are_there(demo) -> None:
    assert set(Assignment.objects.values_list("status", flat=True)) >= {"active", "submitted", "closed"}
    assert Assignment.objects.filter(depth=2).exists()
    assert ProgressReport.objects.filter(files__isnull=False).exists()
    assert set(Responsibility.objects.values_list("year", flat=True)) == {2025, 2026}
    assert {"published", "accepted"} <= set(Responsibility.objects.values_list("status", flat=True))
    assert {"approved", "refused", "returned", "withdrawn", "submitted"} <= set(
        Admission.objects.values_list("status", flat=True)
    )


def test_residents_are_answered_and_departments_come(demo) -> None:
    assert {"handling", "closed"} <= set(Appeal.objects.values_list("status", flat=True))
    assert Appeal.objects.filter(route="whistle", status="closed").exists()
    assert Whistle.objects.filter(status="closed").exists()
    assert WhistleResponse.objects.filter(status="rated").exclude(files=None).exists()
    assert Appeal.objects.filter(due_on__lt=UNTIL.date()).exists()
    # More time is asked and decided, and who is overdue is supervised.
    assert {"whistleresponse.ask", "whistleresponse.supervise"} <= set(Event.objects.values_list("verb", flat=True))
    assert WhistleResponse.objects.filter(asked_until=None).exclude(ask_reason="").exists()


def test_streets_are_consulted_and_answered(demo) -> None:
    assert set(Consultation.objects.values_list("status", flat=True)) >= {"asked", "closed"}
    assert Consultation.objects.filter(proposed=True, status="closed").exists()
    assert Consultation.objects.filter(kind="appointment").exists()
    assert OutpostAppraisal.objects.filter(year=2025).exists()


def test_members_hold_terms_of_which_one_has_ended(demo) -> None:
    posts = Post.objects.filter(home_unit__isnull=False)
    assert set(posts.values_list("kind", flat=True)) == {"concurrent", "cross", "seconded"}
    assert posts.filter(ends_on__lte=UNTIL.date()).exists()
    assert posts.filter(ends_on__gt=UNTIL.date()).exists()


def test_teams_inspect_what_was_drawn_and_it_can_be_recomputed(demo) -> None:
    assert set(Inspection.objects.values_list("status", flat=True)) >= {"draft", "checking", "completed"}
    plan = Inspection.objects.get(kind="random", status="checking")
    assert plan.teams.count() == 9
    assert {"pending", "checked", "closed"} <= set(InspectionTarget.objects.values_list("status", flat=True))
    assert Problem.objects.filter(origin_type="inspections.finding").exists()
    for draw in InspectionDraw.objects.select_related("inspection"):
        assert drawing_agrees(draw).agrees


def test_bodies_meet_at_three_levels_and_what_they_decide_is_done(demo) -> None:
    assert set(Body.objects.values_list("organization__level", flat=True)) == {"district", "subdistrict", "community"}
    assert Meeting.objects.filter(status="issued").count() > 10
    assert Meeting.objects.filter(status__in=("draft", "notified", "held", "minuted", "confirmed")).exists()
    assert {"passed", "noted"} <= set(Topic.objects.values_list("status", flat=True))
    assert Topic.objects.filter(secret=True, status__in=Topic.CLOSED).exists()
    assert not Ballot.objects.filter(secret=True).exclude(choice="").exists()
    assert Decision.objects.filter(assignment__status="closed").exists()
    assert {"reported", "declined"} <= set(DecisionRequest.objects.values_list("status", flat=True))
    assert Proposal.objects.filter(status="closed").exists()
    of_departments = Proposal.objects.filter(proposers__department__isnull=False)
    assert of_departments.filter(status="closed").exists()
    assert of_departments.exclude(status="closed").exists()


def test_bulletins_are_signed_for_by_most(demo) -> None:
    assert {"draft", "issued"} <= set(Bulletin.objects.values_list("status", flat=True))
    assert set(Bulletin.objects.values_list("organization__level", flat=True)) == {"district", "subdistrict"}
    told = BulletinReceipt.objects.filter(bulletin__issued_at__isnull=False)
    assert told.exclude(reply="").exists()
    signed, left = told.filter(read_at__isnull=False).count(), told.filter(read_at=None).count()
    assert signed > left > 0


def test_materials_are_shared_by_places_and_units(demo) -> None:
    assert {"published", "withdrawn", "draft", "submitted", "returned"} <= set(
        Material.objects.values_list("status", flat=True)
    )
    shared = Material.objects.filter(status="published")
    assert shared.filter(unit__isnull=False).exists()
    assert shared.filter(unit=None, audience__depth=1).exists()


def test_secretaries_have_their_projects(demo) -> None:
    found = set(SecretaryProject.objects.values_list("status", flat=True))
    assert found & {"accepted", "benchmark"}
    assert ProjectReport.objects.exists()


def test_campaigns_are_over_and_under_way(demo) -> None:
    assert set(Campaign.objects.values_list("status", flat=True)) == {"completed", "running"}
    running = Campaign.objects.get(title__contains="精品社区")
    assert running.steps.count() == 15 * sum(map(len, TREE.values()))
    assert {"done", "pending"} <= set(running.steps.values_list("status", flat=True))


def test_quarters_are_reported_and_the_last_one_is_under_way(demo) -> None:
    reports = {report.period: report for report in QuarterlyReport.objects.all()}
    quarters = past_quarters(UNTIL)
    assert sorted(reports) == quarters
    assert quarters[-1] == Quarter(2026, 3)
    assert len(quarters) == QUARTERS
    assert [reports[quarter].status for quarter in quarters] == ["issued"] * 4 + ["draft"]
    statuses = set(reports[quarters[-1]].entries.values_list("status", flat=True))
    assert {ReportEntry.Status.DRAFT, ReportEntry.Status.CONFIRMED} <= statuses


def test_the_log_is_in_order_and_whole(demo) -> None:
    assert verify() == []
    moments = list(Event.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= UNTIL
    assert moments[0] < past_quarters(UNTIL)[0].start.astimezone(UTC)
    assert not Delivery.objects.filter(done_at=None).exists()


def test_data_calls_are_answered_by_most(demo) -> None:
    assert set(DataCall.objects.values_list("status", flat=True)) == {"issued", "closed"}
    assert DataCall.objects.filter(status="closed").count() == 2
    assert DataAnswer.objects.filter(call__status="issued", status="pending").exists()
    assert DataAnswer.objects.filter(status="approved").exists()
    assert DataCall.objects.filter(published_at__isnull=False, lines__answered=True, files__size__gt=0).exists()
    assert Event.objects.filter(verb="datacall.extend").count() == 1


def test_moments_of_records_are_moments_of_the_story(demo) -> None:
    """No record says that it was made today, when the story put it into last year."""
    for model in (
        Agreement,
        Problem,
        Rectification,
        Extension,
        Supervision,
        Accountability,
        Need,
        Resource,
        Claim,
        Evidence,
        QuarterlyReport,
        Assignment,
        ProgressReport,
        Admission,
        Appeal,
        Whistle,
        Bulletin,
        BulletinReceipt,
        Inspection,
        InspectionTarget,
        Material,
        SecretaryProject,
        Campaign,
        CampaignStep,
    ):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.DateTimeField):
                late = model.objects.filter(**{f"{field.name}__gt": UNTIL})
                assert not late.exists(), field


def test_evidence_is_what_it_says(demo, settings) -> None:
    settings.MEDIA_ROOT = demo
    kinds = set()
    for evidence in Evidence.objects.all():
        content = evidence.file.read()
        kind = filetype.guess(BytesIO(content))
        assert kind is not None
        assert kind.mime == evidence.content_type
        kinds.add(kind.mime)
    assert kinds == {"image/png", "application/pdf"}


def test_the_named_accounts_can_sign_in(demo) -> None:
    for account in (*DISTRICT_ACCOUNTS, *FEATURED_ACCOUNTS):
        user = User.objects.get(username=account.username)
        assert account.username in accounts_text()
        assert not user.must_change_password
        assert user.posts.get().role == account.role
    assert User.objects.get(username="unit.liaison").check_password(PASSWORD)


def test_clients_have_documents_and_a_month_of_use(demo) -> None:
    screen = Client.objects.get(name="街道大屏")
    assert screen.only_registered
    assert {fits(document.text) for document in screen.documents.all()} == {True}
    assert screen.usage.count() > 30
    assert PersonalToken.objects.exists()


def test_the_same_story_twice(db) -> None:
    """In the district beside, as the other one may be full of the story that all others read."""
    told = []
    for _ in range(2):
        with schema_context(NEIGHBOUR), transaction.atomic():
            plant_tree()
            load(
                size=Size(units=10, agreements=8, resources=20, needs=20, problems=10),
                until=UNTIL,
                say=lambda text: None,
            )
            told.append(story())
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert len(told[0]) > 200
