"""片区 between a street and its communities: what is said of the street reaches the communities in it all the same."""

import pytest
from assemblies import meeting_in
from cast import Cast
from emerging import facility_of
from project_stories import project_in
from task_stories import responsibility_in

from core.periods import today
from core.permissions import SYSTEM
from linkage.responsibilities.rollup import rollup
from linkage.secretaryprojects.waiting import Wait, waiting
from tenants.org.actions.organizations import organization_add
from tenants.org.models import Organization
from web.importplaces import Places, names_of


@pytest.fixture
def within(cast: Cast) -> Organization:
    """A community in an area of street A."""
    area = organization_add(actor=SYSTEM, parent=cast.street_a, level="area", name="东片区", code="310106006000001")
    return organization_add(actor=SYSTEM, parent=area, level="community", name="武定居委会", code="310106006003")


def rows_of(browser, place: Organization) -> list[str]:
    rows = browser("office").get(f"/facilities/standards/?place={place.code}").context["rows"]
    return [str(line[0][1]) for line in rows]


def test_the_standards_reach_communities_in_an_area(cast: Cast, browser, within: Organization) -> None:
    facility_of(cast)
    area = Organization.objects.get_parent(within)
    assert rows_of(browser, cast.street_a) == ["江宁路街道", "新安居委会", "东片区"]
    assert rows_of(browser, area) == ["东片区", "武定居委会"]
    assert rows_of(browser, within) == ["武定居委会"]


def test_a_community_in_an_area_is_written_with_its_street(cast: Cast, within: Organization) -> None:
    area = Organization.objects.get_parent(within)
    rows = [cast.street_a, area, within, cast.community_a]
    names = names_of(rows)
    assert names == ["江宁路街道", "江宁路街道/东片区", "江宁路街道/武定居委会", "江宁路街道/新安居委会"]
    places = Places(rows)
    assert [places.get(name, "organization", "组织") for name in names] == rows
    assert places.get("东片区/武定居委会", "organization", "组织") == within


def test_the_street_is_waited_for_by_a_community_in_an_area(cast: Cast, within: Organization) -> None:
    project = project_in(cast, "submitted")
    project.organization = within
    project.save()
    assert list(waiting(cast.actor("street_a"), Wait.REVIEW)) == [project]
    assert not waiting(cast.actor("office"), Wait.REVIEW).exists()


def test_a_meeting_of_the_street_entrusts_a_community_in_an_area(cast: Cast, browser, within: Organization) -> None:
    meeting = meeting_in(cast, "held")
    form = browser("street_a").get(f"/meetings/{meeting.pk}/decisions/new/").context["form"]
    area = Organization.objects.get_parent(within)
    assert set(form.fields["organizations"].queryset) == {cast.street_a, cast.community_a, area, within}


def test_each_item_of_the_lists_counts_in_one_line(cast: Cast, browser, within: Organization) -> None:
    """Of the street its own, the community and the 片区 with what lies in it; of the 片区 the community in it."""
    area = Organization.objects.get_parent(within)
    items = ((cast.street_a, 2), (cast.community_a, 1), (within, 3), (area, 1))
    for place, count in items:
        for number in range(count):
            responsibility_in(cast, "claimed", organization=place, title=f"事项{number}")
    lines = {
        place: {row.name: row.total for row in rollup(SYSTEM, place, today().year, today())}
        for place in (cast.root, cast.street_a, area, within)
    }
    assert lines[cast.street_a] == {"江宁路街道": 2, "新安居委会": 1, "东片区": 4}
    assert lines[area] == {"东片区": 1, "武定居委会": 3}
    assert lines[within] == {"武定居委会": 3}
    # Nothing is lost and nothing counts twice.
    assert lines[cast.root]["江宁路街道"] == sum(lines[cast.street_a].values()) == 7

    page = browser("street_a").get(f"/responsibilities/rollup/?place={cast.street_a.code}")
    found = {row.name: (row.total, row.counted_url) for row, _ in page.context["rows"]}
    assert found["东片区"] == (4, f"/responsibilities/rollup/?place={area.code}&year={today().year}")
    assert "武定居委会" not in found
