from django.db import migrations

# Functions stand once, in the public schema; every schema's tables have their own triggers that call them.
APPEND_ONLY = """
CREATE OR REPLACE FUNCTION public.liandong_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER core_event_append_only BEFORE UPDATE OR DELETE ON core_event
    FOR EACH ROW EXECUTE FUNCTION public.liandong_refuse_change();
"""
# It writes beside the table, into the tally named after it, whatever the search path is.
TALLY = """
CREATE OR REPLACE FUNCTION public.liandong_tally() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    adding text := format('INSERT INTO %I.%I (organization_id, status, n) VALUES ($1, $2, $3)',
                          TG_TABLE_SCHEMA, TG_TABLE_NAME || 'tally');
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.organization_id, OLD.status) = (NEW.organization_id, NEW.status) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        EXECUTE adding USING OLD.organization_id, OLD.status, -1;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE adding USING NEW.organization_id, NEW.status, 1;
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, "DROP TRIGGER core_event_append_only ON core_event;"),
        migrations.RunSQL(TALLY, migrations.RunSQL.noop),
    ]
