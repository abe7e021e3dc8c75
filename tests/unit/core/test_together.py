"""Several kinds of rows in one statement, and how many rows belong to each row."""

from cast import Cast
from django.db.models import OuterRef
from oversight import extension_in, supervision_in

from core.counting import number_of
from core.together import fetch_together
from linkage.extensions.models import Extension
from linkage.supervision.models import Supervision
from tenants.org.models import Organization, ResidentUnit


def test_rows_of_several_kinds_come_whole_and_the_newest_first(cast: Cast, django_assert_num_queries) -> None:
    extension_in(cast, "approved")
    supervision_in(cast, "replied")
    extension_in(cast, "asked")
    with django_assert_num_queries(1):
        extensions, orders = fetch_together([Extension.objects.all(), Supervision.objects.all()], 5)
    assert [row.pk for row in extensions] == sorted((row.pk for row in Extension.objects.all()), reverse=True)
    for row in (*extensions, *orders):
        kept = type(row).objects.get(pk=row.pk)
        for field in row._meta.concrete_fields:
            assert getattr(row, field.attname) == getattr(kept, field.attname), field
    (newest,), _ = fetch_together([Extension.objects.all(), Supervision.objects.none()], 1)
    assert newest == extensions[0]


def test_rows_are_counted_for_each_row(cast: Cast) -> None:
    units = ResidentUnit.objects.filter(organization=OuterRef("pk"))
    rows = Organization.objects.annotate(here=number_of(units), none=number_of(units.filter(name="没有")))
    found = {row.name: (row.here, row.none) for row in rows}
    assert found[cast.community_a.name] == (ResidentUnit.objects.filter(organization=cast.community_a).count(), 0)
    assert found[cast.root.name] == (0, 0)
