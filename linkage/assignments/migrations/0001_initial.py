import core.visibility
import django.core.validators
import django.db.models.deletion
import tenants.attachments
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('org', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('origin_type', models.CharField(blank=True, editable=False, max_length=60, verbose_name='来源类型')),
                ('origin_id', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='来源')),
                ('origin_label', models.CharField(blank=True, editable=False, max_length=200, verbose_name='来源名称')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('poor', models.BooleanField(default=False, verbose_name='成效不佳')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='编号')),
                ('depth', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='层次')),
                ('parts_given', models.PositiveIntegerField(default=0, editable=False, verbose_name='已编下级号')),
                ('title', models.CharField(max_length=120, verbose_name='任务名称')),
                ('kind', models.CharField(choices=[('party_building', '基层党建'), ('service', '服务群众'), ('governance', '基层治理'), ('decision', '会议决定'), ('supervision', '督查整改'), ('admission', '职责下沉'), ('other', '其他')], default='other', max_length=16, verbose_name='类别')),
                ('content', models.TextField(max_length=4000, verbose_name='任务要求')),
                ('support', models.TextField(blank=True, max_length=1000, verbose_name='随任务下沉的人员和经费')),
                ('responsible', models.CharField(blank=True, max_length=60, verbose_name='责任人')),
                ('status', models.CharField(choices=[('dispatched', '已下达'), ('pending', '待签收'), ('active', '办理中'), ('submitted', '待核验'), ('closed', '已办结'), ('withdrawn', '已撤回')], default='pending', max_length=10, verbose_name='状态')),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='完成情况')),
                ('dispatched_at', models.DateTimeField(verbose_name='下达时间')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='签收时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='报结时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='承办部门')),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_assignments', to='org.organization', verbose_name='下达组织')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='org.organization', verbose_name='承办组织')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='assignments.assignment', verbose_name='上级任务')),
            ],
            options={
                'verbose_name': '任务',
                'verbose_name_plural': '任务',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='assignments_organiz_55d048_idx'), models.Index(fields=['issuer', 'status'], name='assignments_issuer__1f55df_idx'), models.Index(fields=['department', 'status'], name='assignments_departm_754c7a_idx'), models.Index(fields=['origin_type', 'origin_id'], name='assignments_assignment_origin'), models.Index(condition=models.Q(('status', 'pending'), ('status', 'active'), _connector='OR'), fields=['due_on', 'organization'], name='assignments_running_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['dispatched', 'pending', 'active', 'submitted', 'closed', 'withdrawn'])), name='assignments_assignment_status'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='assignments_assignment_progress'), models.CheckConstraint(condition=models.Q(models.Q(('depth', 0), ('parent', None)), models.Q(('depth__gt', 0), ('parent__isnull', False)), _connector='OR'), name='assignments_assignment_depth'), models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('status', 'dispatched'), _negated=True), _connector='OR'), name='assignments_whole_dispatched'), models.CheckConstraint(condition=models.Q(('department', None), ('parent__isnull', False), _connector='OR'), name='assignments_department_part'), models.UniqueConstraint(condition=models.Q(('parent__isnull', False), models.Q(('status', 'withdrawn'), _negated=True)), fields=('parent', 'organization', 'department'), name='assignments_part_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('progress', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('by_label', models.CharField(max_length=120, verbose_name='报告人')),
                ('at', models.DateTimeField(verbose_name='报告时间')),
                ('before', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='此前进度（%）')),
                ('text', models.TextField(max_length=2000, verbose_name='进展情况')),
                ('difficulty', models.CharField(blank=True, max_length=500, verbose_name='需上级协调解决的困难')),
                ('final', models.BooleanField(default=False, verbose_name='报结')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='assignments.assignment', verbose_name='任务')),
            ],
            options={
                'verbose_name': '进展报告',
                'verbose_name_plural': '进展报告',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('before__lte', 100), ('progress__lte', 100)), name='assignments_report_progress')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AssignmentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='assignments.progressreport', verbose_name='进展报告')),
            ],
            options={
                'verbose_name': '任务佐证',
                'verbose_name_plural': '任务佐证',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('report', 'sha256'), name='assignments_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
