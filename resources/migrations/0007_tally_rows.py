"""Count the rows that were there before the triggers: in one statement each, while others go on writing."""

from django.db import migrations

COUNT = """
LOCK TABLE {table}tally IN SHARE UPDATE EXCLUSIVE MODE;
WITH gone AS (DELETE FROM {table}tally)
INSERT INTO {table}tally (organization_id, status, n)
SELECT organization_id, status, count(*) FROM {table} {which} GROUP BY 1, 2;
"""
FORGET = "DELETE FROM {table}tally;"
SUBMITTED = "WHERE unit_id IS NULL OR submitted_at IS NOT NULL"
TABLES = {"resources_need": SUBMITTED, "resources_resource": SUBMITTED, "resources_claim": ""}


class Migration(migrations.Migration):
    dependencies = [("resources", "0006_tally_triggers")]

    operations = [
        migrations.RunSQL(COUNT.format(table=table, which=which), FORGET.format(table=table))
        for table, which in TABLES.items()
    ]
