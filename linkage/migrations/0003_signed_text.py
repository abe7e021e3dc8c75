from django.db import migrations, models

# The function stands once, in the public schema; every schema's agreements have their own trigger that calls it.
CREATE = """
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


class Migration(migrations.Migration):
    dependencies = [("linkage", "0002_never_submitted")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="signed_text",
            field=models.TextField(blank=True, default="", editable=False, verbose_name="签署文本"),
        ),
        migrations.RunSQL(CREATE, "DROP TRIGGER linkage_agreement_text ON linkage_agreement;"),
    ]
