"""The addresses of proposals."""

from django.urls import path

from linkage.proposals.models import ProposalFile
from web.evidence import EvidenceFile
from web.proposals.forms import ProposalEdit, ProposalNew
from web.proposals.pages import ProposalList, ProposalRecord

urlpatterns = [
    path("proposals/", ProposalList.as_view(), name="proposals"),
    path("proposals/new/", ProposalNew.as_view(), name="proposal-new"),
    path("proposals/<int:pk>/edit/", ProposalEdit.as_view(), name="proposal-edit"),
    *ProposalRecord.urls("proposals"),
    path("proposalfiles/<int:pk>/", EvidenceFile.as_view(model=ProposalFile), name="proposalfile"),
]
