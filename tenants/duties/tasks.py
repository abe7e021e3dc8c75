"""Starting the duties of all districts."""

from celery import shared_task
from django.utils import timezone
from django_tenants.utils import schema_context

from core.backlog import schemas_where
from core.periods import today
from tenants.duties.registry import all_duties
from tenants.duties.running import run_duties
from tenants.fanout import each_schema


@shared_task(name="duties.run_everywhere")
def run_everywhere() -> int:
    """Queue the run of every district in use that has something left to do today; how many there are."""
    left = f"(SELECT count(*) AS done FROM {{s}}.duties_dutydone WHERE day = DATE '{today()}') AS today"  # noqa: S608
    behind = set(schemas_where("duties_dutydone", f"FROM {left} WHERE done < {len(all_duties())}"))
    found = [schema for schema in each_schema() if schema in behind]
    for schema in found:
        run.delay(schema)
    return len(found)


@shared_task(name="duties.run")
def run(schema: str) -> int:
    """Do what one district has left to do today; running it again changes nothing."""
    with schema_context(schema):
        return run_duties(timezone.now())
