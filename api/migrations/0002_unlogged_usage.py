from django.db import migrations

# Counting requests must cost little; losing a minute's count in a crash costs nothing.
UNLOGGED, LOGGED = "ALTER TABLE api_usage SET UNLOGGED", "ALTER TABLE api_usage SET LOGGED"


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]

    operations = [migrations.RunSQL(UNLOGGED, LOGGED)]
