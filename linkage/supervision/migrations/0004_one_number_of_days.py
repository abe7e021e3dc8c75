"""The days that count as soon are a rule of supervision alone: a number that was set among the settings goes there."""

from django.db import migrations

USUAL = 10


def bring_over(apps, schema_editor):
    settings = apps.get_model("org", "DistrictSettings").objects.filter(pk=1).first()
    if settings is None or settings.due_soon_days == USUAL:
        return
    rules, _ = apps.get_model("supervision", "SupervisionRules").objects.get_or_create(pk=1)
    if rules.soon_days == USUAL:
        rules.soon_days = settings.due_soon_days
        rules.save(update_fields=["soon_days"])


def take_back(apps, schema_editor):
    rules = apps.get_model("supervision", "SupervisionRules").objects.filter(pk=1).first()
    if rules is not None:
        apps.get_model("org", "DistrictSettings").objects.filter(pk=1).update(due_soon_days=rules.soon_days)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_departments"), ("org", "0002_one_target_of_agreements")]
    # Before the number among the settings goes away.
    run_before = [("org", "0003_one_number_of_days")]

    operations = [migrations.RunPython(bring_over, take_back)]
