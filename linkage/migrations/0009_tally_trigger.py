from django.db import migrations

CREATE = """
CREATE TRIGGER linkage_agreement_tally AFTER INSERT OR DELETE OR UPDATE OF organization_id, status
    ON linkage_agreement FOR EACH ROW EXECUTE FUNCTION public.liandong_tally();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0004_tally"), ("linkage", "0008_tally")]

    operations = [migrations.RunSQL(CREATE, "DROP TRIGGER linkage_agreement_tally ON linkage_agreement;")]
