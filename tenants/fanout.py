"""Running something in every district."""

from collections.abc import Iterator

from celery import Task

from tenants.models import District


def each_schema() -> Iterator[str]:
    """Schemas of all districts in use, without the template and those that are closed."""
    yield from (
        District.objects.filter(is_template=False, closed_at=None).order_by("id").values_list("schema_name", flat=True)
    )


def fan_out(task: Task) -> int:
    """Queue ``task(schema)`` for every district and return how many there are."""
    count = 0
    for schema in each_schema():
        task.delay(schema)
        count += 1
    return count
