from django.db import migrations

# The function stands once, in the public schema; every tallied table of every schema has its own trigger that calls it.
# It writes beside the table, into the tally named after it, whatever the search path is.
CREATE = """
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
    dependencies = [("core", "0003_two_sides")]

    operations = [migrations.RunSQL(CREATE, migrations.RunSQL.noop)]
