"""Count the agreements that were there before the trigger: in one statement, while others go on writing."""

from django.db import migrations

COUNT = """
LOCK TABLE linkage_agreementtally IN SHARE UPDATE EXCLUSIVE MODE;
WITH gone AS (DELETE FROM linkage_agreementtally)
INSERT INTO linkage_agreementtally (organization_id, status, n)
SELECT organization_id, status, count(*) FROM linkage_agreement GROUP BY 1, 2;
"""


class Migration(migrations.Migration):
    dependencies = [("linkage", "0009_tally_trigger")]

    operations = [migrations.RunSQL(COUNT, "DELETE FROM linkage_agreementtally;")]
