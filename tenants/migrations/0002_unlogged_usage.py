from django.db import migrations

# Counting requests must cost little; losing a minute's count in a crash costs nothing.
UNLOGGED, LOGGED = "ALTER TABLE tenants_cityusage SET UNLOGGED", "ALTER TABLE tenants_cityusage SET LOGGED"


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [migrations.RunSQL(UNLOGGED, LOGGED)]
