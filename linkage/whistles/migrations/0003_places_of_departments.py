"""Every response lies in the place of its department."""

from django.db import migrations


def fill(apps, schema_editor):
    departments = apps.get_model("org", "Department")
    responses = apps.get_model("whistles", "WhistleResponse")
    for key, place in departments.objects.values_list("pk", "organization_id"):
        responses.objects.filter(department_id=key, organization=None).update(organization_id=place)


class Migration(migrations.Migration):
    dependencies = [("whistles", "0002_ladder")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
