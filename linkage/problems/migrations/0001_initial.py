import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.problems.models
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
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('origin_type', models.CharField(blank=True, editable=False, max_length=60, verbose_name='来源类型')),
                ('origin_id', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='来源')),
                ('origin_label', models.CharField(blank=True, editable=False, max_length=200, verbose_name='来源名称')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='问题')),
                ('detail', models.TextField(max_length=2000, verbose_name='具体表现')),
                ('source', models.CharField(choices=[('appraisal', '述职评议'), ('inspection', '督导检查'), ('contact', '联系点走访'), ('appeal', '群众诉求'), ('meeting', '会议议定'), ('assessment', '考核评价'), ('self', '自查'), ('revisit', '回头看'), ('other', '其他')], max_length=12, verbose_name='来源')),
                ('category', models.CharField(choices=[('organization', '组织建设'), ('duty', '责任落实'), ('team', '队伍建设'), ('co_building', '共建联建'), ('service', '服务群众'), ('governance', '基层治理'), ('facility', '阵地设施'), ('discipline', '制度作风'), ('other', '其他')], default='other', max_length=12, verbose_name='类别')),
                ('severity', models.CharField(choices=[('minor', '一般'), ('major', '较重'), ('grave', '严重')], default='minor', max_length=8, verbose_name='严重程度')),
                ('reporter_label', models.CharField(max_length=120, verbose_name='登记人')),
                ('status', models.CharField(choices=[('reported', '已登记'), ('dispatched', '已下发整改'), ('dismissed', '不予整改'), ('rectifying', '整改中'), ('closed', '已销号')], default='reported', max_length=12, verbose_name='状态')),
                ('reported_at', models.DateTimeField(verbose_name='登记时间')),
                ('waits_since', models.DateField(blank=True, editable=False, null=True, verbose_name='待下发起始日期')),
                ('order_due_on', models.DateField(blank=True, null=True, verbose_name='下发期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='销号时间')),
                ('follows', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revisits', to='problems.problem', verbose_name='回头看的问题')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='org.organization', verbose_name='存在问题的组织')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='登记的组织')),
            ],
            options={
                'verbose_name': '问题',
                'verbose_name_plural': '问题',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='problems_pr_organiz_93e3a0_idx'), models.Index(fields=['status', 'id'], name='problems_pr_status_503eec_idx'), models.Index(fields=['reported_by'], name='problems_pr_reporte_c49015_idx'), models.Index(condition=models.Q(('status', 'reported')), fields=['order_due_on'], name='problems_problem_order_due'), models.Index(fields=['origin_type', 'origin_id'], name='problems_problem_origin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['reported', 'dispatched', 'dismissed', 'rectifying', 'closed'])), name='problems_problem_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='problems_problem_closed')],
            },
        ),
        migrations.CreateModel(
            name='Rectification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('poor', models.BooleanField(default=False, verbose_name='成效不佳')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='整改事项')),
                ('severity', models.CharField(choices=[('minor', '一般'), ('major', '较重'), ('grave', '严重')], max_length=8, verbose_name='严重程度')),
                ('requirement', models.TextField(max_length=2000, verbose_name='整改要求')),
                ('measures', models.TextField(blank=True, max_length=2000, verbose_name='整改措施')),
                ('person', models.CharField(blank=True, max_length=140, verbose_name='责任人')),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='整改结果')),
                ('status', models.CharField(choices=[('draft', '待制定措施'), ('rectifying', '整改中'), ('submitted', '待审核'), ('reviewed', '待销号'), ('returned', '已退回'), ('closed', '已销号'), ('withdrawn', '已撤回')], default='draft', max_length=12, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='下发时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='提交时间')),
                ('submitter_label', models.CharField(blank=True, max_length=120, verbose_name='提交人')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='销号时间')),
                ('check_by', models.DateField(blank=True, null=True, verbose_name='审核销号期限')),
                ('closer_label', models.CharField(blank=True, max_length=120, verbose_name='销号人')),
                ('issuer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='下发组织')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='org.organization', verbose_name='责任组织')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='org.post', verbose_name='责任人职务')),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', related_query_name='rectification', to='problems.problem', verbose_name='问题')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交人')),
            ],
            options={
                'verbose_name': '整改',
                'verbose_name_plural': '整改',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='problems_re_organiz_2f83c6_idx'), models.Index(fields=['status', 'due_on'], name='problems_re_status_723c8f_idx'), models.Index(condition=models.Q(('status', 'submitted'), ('status', 'reviewed'), _connector='OR'), fields=['check_by'], name='problems_rect_check_by')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'rectifying', 'submitted', 'reviewed', 'returned', 'closed', 'withdrawn'])), name='problems_rectification_status'), models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('problem',), name='problems_rectification_once'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('started_on'))), name='problems_rectification_term'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='problems_rectification_progress'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='problems_rectification_closed')],
            },
        ),
        migrations.CreateModel(
            name='ProgressReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('text', models.TextField(max_length=2000, verbose_name='进展')),
                ('by_label', models.CharField(max_length=120, verbose_name='报告人')),
                ('at', models.DateTimeField(verbose_name='报告时间')),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='problems.rectification', verbose_name='整改')),
            ],
            options={
                'verbose_name': '整改进展',
                'verbose_name_plural': '整改进展',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='problems_report_percent')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='RectificationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('rectification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='problems.rectification', verbose_name='整改')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '整改佐证',
                'verbose_name_plural': '整改佐证',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('rectification', 'sha256'), name='problems_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='RectificationTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('minor_days', core.rulebook.DaysField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='一般问题整改期限（工作日）')),
                ('major_days', core.rulebook.DaysField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='较重问题整改期限（工作日）')),
                ('grave_days', core.rulebook.DaysField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='严重问题整改期限（工作日）')),
                ('minor_order_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='一般问题下发期限（工作日）')),
                ('major_order_days', core.rulebook.DaysField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='较重问题下发期限（工作日）')),
                ('grave_order_days', core.rulebook.DaysField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='严重问题下发期限（工作日）')),
                ('minor_check_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='一般问题审核、销号期限（工作日）')),
                ('major_check_days', core.rulebook.DaysField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='较重问题审核、销号期限（工作日）')),
                ('grave_check_days', core.rulebook.DaysField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='严重问题审核、销号期限（工作日）')),
                ('remind_days', core.rulebook.DayListField(blank=True, default=linkage.problems.models.the_day_before, help_text='不填即到期前不提醒，逾期未下达、未审核、未销号的仍提醒。', verbose_name='下发、审核、销号期限到期前几天提醒')),
            ],
            options={
                'verbose_name': '整改期限',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='problems_rectificationterms_single')],
            },
        ),
    ]
