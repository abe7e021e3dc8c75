"""Addresses of problems and rectifications."""

from django.urls import path

from linkage.problems.models import RectificationFile
from web.evidence import EvidenceFile
from web.problems.imports import ProblemImport
from web.problems.problems import ProblemEdit, ProblemList, ProblemNew, ProblemRecord
from web.problems.rectifications import RectificationList, RectificationRecord
from web.problems.rollup import ProblemRollup

urlpatterns = [
    path("problems/", ProblemList.as_view(), name="problems"),
    path("problems/new/", ProblemNew.as_view(), name="problem-new"),
    path("problems/rollup/", ProblemRollup.as_view(), name="problemrollup"),
    path("problems/import/", ProblemImport.as_view(), name="problem-import"),
    path("problems/<int:pk>/edit/", ProblemEdit.as_view(), name="problem-edit"),
    *ProblemRecord.urls("problems"),
    path("rectifications/", RectificationList.as_view(), name="rectifications"),
    path(
        "rectifications/files/<int:pk>/",
        EvidenceFile.as_view(model=RectificationFile),
        name="rectification-file",
    ),
    *RectificationRecord.urls("rectifications"),
]
