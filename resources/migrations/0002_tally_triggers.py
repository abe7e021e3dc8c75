from django.db import migrations

# As public.liandong_tally, without what a unit has never submitted.
CREATE = """
CREATE OR REPLACE FUNCTION public.liandong_tally_listing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    adding text := format('INSERT INTO %I.%I (organization_id, status, n) VALUES ($1, $2, $3)',
                          TG_TABLE_SCHEMA, TG_TABLE_NAME || 'tally');
BEGIN
    IF TG_OP = 'UPDATE' AND
       (OLD.organization_id, OLD.status, OLD.unit_id IS NOT NULL AND OLD.submitted_at IS NULL) =
       (NEW.organization_id, NEW.status, NEW.unit_id IS NOT NULL AND NEW.submitted_at IS NULL) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        IF OLD.unit_id IS NULL OR OLD.submitted_at IS NOT NULL THEN
            EXECUTE adding USING OLD.organization_id, OLD.status, -1;
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        IF NEW.unit_id IS NULL OR NEW.submitted_at IS NOT NULL THEN
            EXECUTE adding USING NEW.organization_id, NEW.status, 1;
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER resources_need_tally
    AFTER INSERT OR DELETE OR UPDATE OF organization_id, status, unit_id, submitted_at
    ON resources_need FOR EACH ROW EXECUTE FUNCTION public.liandong_tally_listing();
CREATE TRIGGER resources_resource_tally
    AFTER INSERT OR DELETE OR UPDATE OF organization_id, status, unit_id, submitted_at
    ON resources_resource FOR EACH ROW EXECUTE FUNCTION public.liandong_tally_listing();
CREATE TRIGGER resources_claim_tally AFTER INSERT OR DELETE OR UPDATE OF organization_id, status
    ON resources_claim FOR EACH ROW EXECUTE FUNCTION public.liandong_tally();
"""
DROP = """
DROP TRIGGER resources_need_tally ON resources_need;
DROP TRIGGER resources_resource_tally ON resources_resource;
DROP TRIGGER resources_claim_tally ON resources_claim;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_triggers"), ("resources", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
