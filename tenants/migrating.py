"""Bringing the public schema to the state of the code."""

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate_public() -> None:
    """Apply what is missing there of the apps whose tables stand there; nothing where nothing is missing.

    The usual command would go through all migrations of the districts as well: they do nothing in the public schema,
    and take half of the time that a first start needs.
    """
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    shared = {app.label for app in apps.get_app_configs() if app.name in settings.SHARED_APPS}
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    plan = executor.migration_plan([node for node in executor.loader.graph.leaf_nodes() if node[0] in shared])
    if not plan:
        return
    emit_pre_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
    executor.migrate(targets=None, plan=plan)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
