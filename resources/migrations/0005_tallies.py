from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0006_department'),
        ('resources', '0004_listing_place_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.BigIntegerField(verbose_name='所属组织')),
                ('status', models.CharField(max_length=12, verbose_name='状态')),
                ('n', models.IntegerField(verbose_name='增减')),
            ],
            options={
                'verbose_name': '认领状态计数',
            },
        ),
        migrations.CreateModel(
            name='NeedTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.BigIntegerField(verbose_name='所属组织')),
                ('status', models.CharField(max_length=12, verbose_name='状态')),
                ('n', models.IntegerField(verbose_name='增减')),
            ],
            options={
                'verbose_name': '需求状态计数',
            },
        ),
        migrations.CreateModel(
            name='ResourceTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization_id', models.BigIntegerField(verbose_name='所属组织')),
                ('status', models.CharField(max_length=12, verbose_name='状态')),
                ('n', models.IntegerField(verbose_name='增减')),
            ],
            options={
                'verbose_name': '资源状态计数',
            },
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(condition=models.Q(('submitted_at', None), ('unit__isnull', False)), fields=['organization', 'status'], name='resources_need_private'),
        ),
        migrations.AddIndex(
            model_name='resource',
            index=models.Index(condition=models.Q(('submitted_at', None), ('unit__isnull', False)), fields=['organization', 'status'], name='resources_resource_private'),
        ),
    ]
