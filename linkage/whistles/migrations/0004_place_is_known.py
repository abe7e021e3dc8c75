from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("whistles", "0003_places_of_departments")]

    operations = [
        migrations.AlterField(
            model_name="whistleresponse",
            name="organization",
            field=models.ForeignKey(
                on_delete=models.PROTECT, related_name="+", to="org.organization", verbose_name="部门所在组织"
            ),
        ),
    ]
