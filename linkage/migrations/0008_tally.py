from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('linkage', '0007_agreement_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.BigIntegerField(verbose_name='所属组织')),
                ('status', models.CharField(max_length=12, verbose_name='状态')),
                ('n', models.IntegerField(verbose_name='增减')),
            ],
            options={
                'verbose_name': '协议状态计数',
            },
        ),
    ]
