import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.clusters.models
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cluster',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=240, verbose_name='拼音')),
                ('kind', models.CharField(choices=[('building', '楼宇'), ('park', '园区'), ('quarter', '商圈'), ('market', '市场'), ('network', '网络')], max_length=10, verbose_name='类别')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('party_organization', models.CharField(blank=True, max_length=120, verbose_name='党组织名称')),
                ('station', models.CharField(blank=True, max_length=120, verbose_name='党建服务站点')),
                ('workers', models.PositiveSmallIntegerField(default=0, verbose_name='专职党群工作者（人）')),
                ('status', models.CharField(choices=[('active', '在册'), ('retired', '已撤销')], default='active', max_length=8, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='物业公司或产权单位')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='org.organization', verbose_name='所在组织')),
            ],
            options={
                'verbose_name': '新兴领域',
                'verbose_name_plural': '新兴领域',
                'indexes': [models.Index(fields=['organization', 'id'], name='clusters_cl_organiz_a7eec5_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='clusters_cluster_status'), models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('organization', 'name'), name='clusters_cluster_name_once')],
            },
        ),
        migrations.CreateModel(
            name='ClusterRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('branch_members', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='应建党组织的党员数下限（人）')),
                ('all_kinds', models.BooleanField(default=False, help_text='不选时只统计非公企业和社会组织。', verbose_name='统计全部类型的单位')),
                ('coverage_target', core.rulebook.ShareField(decimal_places=3, default=Decimal('1.000'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='组织覆盖率目标')),
                ('units_per_worker', models.PositiveSmallIntegerField(default=200, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(2000)], verbose_name='每名专职党群工作者服务的单位数上限（家）')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=linkage.clusters.models.month_week_day, verbose_name='计划组建日期前几天提醒')),
            ],
            options={
                'verbose_name': '新兴领域覆盖',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='clusters_clusterrules_single')],
            },
        ),
        migrations.CreateModel(
            name='JointBranch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('secretary', models.CharField(blank=True, max_length=60, verbose_name='书记')),
                ('founded_on', models.DateField(verbose_name='成立日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='branches', to='clusters.cluster', verbose_name='新兴领域')),
            ],
            options={
                'verbose_name': '联合支部',
                'verbose_name_plural': '联合支部',
                'constraints': [models.UniqueConstraint(fields=('cluster', 'name'), name='clusters_branch_name_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ClusterUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instructor', models.CharField(blank=True, max_length=60, verbose_name='党建指导员')),
                ('step', models.CharField(blank=True, choices=[('own', '单独组建'), ('joint', '联合组建'), ('instruct', '派党建指导员')], max_length=10, verbose_name='下一步')),
                ('step_due_on', models.DateField(blank=True, null=True, verbose_name='计划完成日期')),
                ('step_note', models.CharField(blank=True, max_length=500, verbose_name='推进情况')),
                ('joined_on', models.DateField(verbose_name='入驻登记日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='clusters.cluster', verbose_name='新兴领域')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cluster_place', to='org.residentunit', verbose_name='单位')),
                ('branch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='clusters.jointbranch', verbose_name='联合支部')),
            ],
            options={
                'verbose_name': '入驻单位',
                'verbose_name_plural': '入驻单位',
                'indexes': [models.Index(fields=['cluster', 'id'], name='clusters_cl_cluster_06ac47_idx'), models.Index(condition=models.Q(('step', ''), _negated=True), fields=['step_due_on'], name='clusters_member_planned')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('step', ''), ('step_due_on', None)), models.Q(models.Q(('step', ''), _negated=True), ('step_due_on__isnull', False)), _connector='OR'), name='clusters_member_step')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
