"""Addresses of a district's pages."""

from django.urls import include, path

from web.agreements import AgreementList
from web.appeals.pages import AppealList
from web.assignments.pages import AssignmentList
from web.bulletins.pages import BulletinList
from web.campaigns.campaigns import CampaignList
from web.campaigns.steps import StepList
from web.claims import ClaimList
from web.conferences.decisions import DecisionList
from web.conferences.meetings import MeetingList
from web.datacalls.pages import DataCallList
from web.desk import Workbench
from web.home import HomePage
from web.inspections.plans import InspectionList
from web.inspections.targets import TargetList
from web.listings import NeedList, ResourceList
from web.materials.pages import MaterialList
from web.noticepages import NoticesPage, UnreadCount
from web.places import PlacesPage
from web.portal import Portal
from web.problems.problems import ProblemList
from web.problems.rectifications import RectificationList
from web.proposals.pages import ProposalList
from web.search import SearchPage
from web.secretaryprojects.projects import ProjectList
from web.units import UnitList
from web.whistles.pages import WhistleList

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("", include("web.signin")),
    path("", include("web.admin.agreementgrants")),
    path("", include("web.admin.audit")),
    path("", include("web.admin.cityconsents")),
    path("", include("web.admin.departments")),
    path("", include("web.admin.organizations")),
    path("", include("web.admin.people")),
    path("", include("web.admin.rulebooks")),
    path("", include("web.admin.settings")),
    path("", include("web.agreementcoverage")),
    path("", include("web.agreements")),
    path("", include("web.admissions.pages")),
    path("", include("web.appeals.pages")),
    path("", include("web.whistles.urls")),
    path("", include("web.assignments.board")),
    path("", include("web.assignments.pages")),
    path("", include("web.agreementtemplates")),
    path("", include("web.campaigns.urls")),
    path("", include("web.claims")),
    path("", include("web.conferences.urls")),
    path("", include("web.duedates.pages")),
    path("", include("web.clusters.urls")),
    path("", include("web.facilities.urls")),
    path("", include("web.posts")),
    path("", include("web.consultations.urls")),
    path("", include("web.inspections.urls")),
    path("", include("web.bulletins.urls")),
    path("", include("web.datacalls.urls")),
    path("", include("web.listings")),
    path("", include("web.materials.urls")),
    path("", include("web.contacts.urls")),
    path("", include("web.problems.urls")),
    path("", include("web.proposals.urls")),
    path("", include("web.reports")),
    path("", include("web.responsibilities.pages")),
    path("", include("web.savedviews")),
    path("", include("web.secretaryprojects.urls")),
    path("", include("web.summary")),
    path("", include("web.supervision.urls")),
    path("", include("web.units")),
    path("workbench/", Workbench.as_view(), name="workbench"),
    path("portal/", Portal.as_view(), name="portal"),
    path("places/", PlacesPage.as_view(), name="places"),
    path("notices/", NoticesPage.as_view(), name="notices"),
    path("notices/unread/", UnreadCount.as_view(), name="notices-unread"),
    path(
        "search/",
        SearchPage.as_view(
            lists=(
                UnitList,
                NeedList,
                ResourceList,
                AgreementList,
                ClaimList,
                AssignmentList,
                CampaignList,
                StepList,
                ProblemList,
                RectificationList,
                MeetingList,
                DecisionList,
                ProposalList,
                ProjectList,
                AppealList,
                WhistleList,
                InspectionList,
                TargetList,
                BulletinList,
                DataCallList,
                MaterialList,
            )
        ),
        name="search",
    ),
]
