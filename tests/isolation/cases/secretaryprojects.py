"""Secretaries' projects and what belongs to them."""

from cast import Cast
from isolation.rows import ABOVE_A, PLACE_A, case, lives
from project_stories import project_in

from linkage.secretaryprojects.models import ProjectPart, ProjectPartFile, ProjectReport, SecretaryProject


@lives
def concluded(cast: Cast) -> SecretaryProject:
    return project_in(cast, "concluding")


case("project of the street's secretary", SecretaryProject, lambda cast: project_in(cast, "submitted"), ABOVE_A)
case(
    "project of the community's secretary",
    SecretaryProject,
    lambda cast: project_in(cast, "draft", organization=cast.community_a),
    PLACE_A,
)
case("part of a project", ProjectPart, lambda cast: concluded(cast).parts.first(), ABOVE_A)
case("quarter of a project", ProjectReport, lambda cast: concluded(cast).reports.get(), ABOVE_A)
case(
    "file of a part of a project",
    ProjectPartFile,
    lambda cast: concluded(cast).parts.first().files.get(),
    ABOVE_A,
)
