from django.db import migrations

# The function stands once, in the public schema; every schema's agreements have their own trigger that calls it.
TEXT = """
CREATE OR REPLACE FUNCTION public.liandong_refuse_other_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of an agreement stands still once it is proposed'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER linkage_agreement_text BEFORE UPDATE ON linkage_agreement FOR EACH ROW
    WHEN (OLD.signed_text <> '' AND (NEW.signed_text, NEW.content_hash) IS DISTINCT FROM (OLD.signed_text, OLD.content_hash)
          AND NOT (OLD.status = 'negotiating' AND NEW.status = 'draft' AND NEW.signed_text = '' AND NEW.content_hash = ''))
    EXECUTE FUNCTION public.liandong_refuse_other_text();
"""
TALLY = """
CREATE TRIGGER linkage_agreement_tally AFTER INSERT OR DELETE OR UPDATE OF organization_id, status
    ON linkage_agreement FOR EACH ROW EXECUTE FUNCTION public.liandong_tally();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_triggers"), ("linkage", "0001_initial")]

    operations = [
        migrations.RunSQL(TEXT, "DROP TRIGGER linkage_agreement_text ON linkage_agreement;"),
        migrations.RunSQL(TALLY, "DROP TRIGGER linkage_agreement_tally ON linkage_agreement;"),
    ]
