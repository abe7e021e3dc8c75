
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.OAUTH2_PROVIDER_APPLICATION_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClientUsage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('requests', models.BigIntegerField(default=0, verbose_name='请求数')),
                ('cost', models.BigIntegerField(default=0, verbose_name='代价')),
                ('errors', models.BigIntegerField(default=0, verbose_name='出错数')),
                ('refusals', models.BigIntegerField(default=0, verbose_name='被拒数')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='usage', to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL, verbose_name='应用')),
            ],
            options={
                'verbose_name': '应用的日用量',
                'verbose_name_plural': '应用的日用量',
                'ordering': ('-day', '-id'),
                'indexes': [models.Index(fields=['day'], name='usage_day')],
                'constraints': [models.UniqueConstraint(fields=('client', 'day'), name='usage_client_day')],
            },
        ),
    ]
