from django.db import migrations

# The function stands once, in the public schema; every schema's log has its own trigger that calls it.
CREATE = """
CREATE OR REPLACE FUNCTION public.liandong_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER core_event_append_only BEFORE UPDATE OR DELETE ON core_event
    FOR EACH ROW EXECUTE FUNCTION public.liandong_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP TRIGGER core_event_append_only ON core_event;")]
