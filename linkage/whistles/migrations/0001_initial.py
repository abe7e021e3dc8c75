import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.whistles.rules
import tenants.attachments
from decimal import Decimal
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
            name='Whistle',
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
                ('number', models.CharField(max_length=30, unique=True, verbose_name='哨号')),
                ('title', models.CharField(max_length=120, verbose_name='事项')),
                ('content', models.TextField(max_length=4000, verbose_name='情况和需要部门解决的问题')),
                ('urgency', models.CharField(choices=[('normal', '一般'), ('urgent', '较急'), ('critical', '紧急')], default='normal', max_length=8, verbose_name='紧急程度')),
                ('suggestion', models.CharField(blank=True, max_length=200, verbose_name='建议应哨部门')),
                ('status', models.CharField(choices=[('collected', '待审核'), ('reviewed', '待吹哨'), ('blown', '待分派'), ('assigned', '待应哨'), ('handling', '办理中'), ('finished', '待评哨'), ('closed', '已评哨'), ('declined', '不予吹哨'), ('withdrawn', '已撤回')], default='collected', max_length=10, verbose_name='状态')),
                ('opinion', models.CharField(blank=True, max_length=500, verbose_name='审核意见')),
                ('result', models.CharField(blank=True, choices=[('solved', '已解决'), ('partly', '部分解决'), ('unsolved', '暂不能解决，已说明')], max_length=8, verbose_name='办理结果')),
                ('collected_at', models.DateTimeField(verbose_name='提请时间')),
                ('blown_at', models.DateTimeField(blank=True, null=True, verbose_name='吹哨时间')),
                ('assigned_at', models.DateTimeField(blank=True, null=True, verbose_name='分派时间')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='办理完毕时间')),
                ('rate_by', models.DateField(blank=True, null=True, verbose_name='评哨期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='评哨时间')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='whistles', to='org.organization', verbose_name='吹哨街道')),
                ('raised_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='事项所在组织')),
            ],
            options={
                'verbose_name': '吹哨事项',
                'verbose_name_plural': '吹哨事项',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='whistles_wh_organiz_bfc54a_idx'), models.Index(fields=['raised_in'], name='whistles_wh_raised__0b50fc_idx'), models.Index(fields=['status', 'due_on'], name='whistles_wh_status_03a678_idx'), models.Index(fields=['origin_type', 'origin_id'], name='whistles_whistle_origin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['collected', 'reviewed', 'blown', 'assigned', 'handling', 'finished', 'closed', 'declined', 'withdrawn'])), name='whistles_whistle_status'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('started_on'))), name='whistles_whistle_term'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='whistles_whistle_progress'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['assigned', 'handling', 'finished', 'closed']), _negated=True), ('assigned_at__isnull', False), _connector='OR'), name='whistles_whistle_assigned'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['finished', 'closed']), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='whistles_whistle_result')],
            },
        ),
        migrations.CreateModel(
            name='WhistleResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('poor', models.BooleanField(default=False, verbose_name='成效不佳')),
                ('lead', models.BooleanField(default=False, verbose_name='牵头')),
                ('status', models.CharField(choices=[('pending', '待应哨'), ('disputed', '退单待裁定'), ('responded', '办理中'), ('finished', '待评哨'), ('rated', '已评哨'), ('released', '已解除')], default='pending', max_length=10, verbose_name='状态')),
                ('called_at', models.DateTimeField(verbose_name='通知时间')),
                ('respond_by', models.DateTimeField(verbose_name='应哨期限')),
                ('responded_at', models.DateTimeField(blank=True, null=True, verbose_name='应哨时间')),
                ('response_hours', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='应哨用时（工作小时）')),
                ('plan', models.CharField(blank=True, max_length=500, verbose_name='应哨安排')),
                ('site_report', models.TextField(blank=True, max_length=2000, verbose_name='到场情况')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='到场时间')),
                ('measures', models.TextField(blank=True, max_length=2000, verbose_name='采取的措施')),
                ('result', models.CharField(blank=True, choices=[('solved', '已解决'), ('partly', '部分解决'), ('unsolved', '暂不能解决，已说明')], max_length=8, verbose_name='办理结果')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='提交结果时间')),
                ('dispute', models.CharField(blank=True, max_length=500, verbose_name='退单理由')),
                ('ruling', models.CharField(blank=True, max_length=500, verbose_name='裁定意见')),
                ('asked_until', models.DateField(blank=True, null=True, verbose_name='申请延至')),
                ('asked_hours', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(80)], verbose_name='申请延长应哨（工作小时）')),
                ('ask_reason', models.CharField(blank=True, max_length=500, verbose_name='延期理由')),
                ('ask_answer', models.CharField(blank=True, max_length=500, verbose_name='延期批复意见')),
                ('extended', models.PositiveSmallIntegerField(default=0, verbose_name='已延期次数')),
                ('supervised_on', models.DateField(blank=True, null=True, verbose_name='督办日期')),
                ('demands', models.CharField(blank=True, max_length=500, verbose_name='督办要求')),
                ('response_score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='响应评分')),
                ('solution_score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='解决评分')),
                ('satisfaction_score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='满意评分')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='评哨得分')),
                ('comment', models.CharField(blank=True, max_length=500, verbose_name='评哨意见')),
                ('rated_at', models.DateTimeField(blank=True, null=True, verbose_name='评哨时间')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='org.department', verbose_name='应哨部门')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='部门所在组织')),
                ('whistle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='whistles.whistle', verbose_name='吹哨事项')),
            ],
            options={
                'verbose_name': '应哨',
                'verbose_name_plural': '应哨',
                'ordering': ('-lead', 'id'),
                'indexes': [models.Index(fields=['department', 'status'], name='whistles_wh_departm_d0cf98_idx'), models.Index(fields=['status', 'due_on'], name='whistles_wh_status_d0a75a_idx'), models.Index(fields=['called_at'], name='whistles_wh_called__4d2dc9_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'disputed', 'responded', 'finished', 'rated', 'released'])), name='whistles_response_status'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('started_on'))), name='whistles_response_term'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='whistles_response_progress'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['responded', 'finished', 'rated']), _negated=True), ('responded_at__isnull', False), _connector='OR'), name='whistles_response_responded'), models.CheckConstraint(condition=models.Q(models.Q(('score__gte', 0), ('score__lte', 100), ('status', 'rated')), models.Q(models.Q(('status', 'rated'), _negated=True), ('score', None)), _connector='OR'), name='whistles_response_score'), models.CheckConstraint(condition=models.Q(('asked_until', None), models.Q(('asked_until__gt', models.F('due_on')), ('status', 'responded')), _connector='OR'), name='whistles_response_asked'), models.CheckConstraint(condition=models.Q(('asked_hours', None), models.Q(('asked_hours__gte', 1), ('status', 'pending')), _connector='OR'), name='whistles_response_asked_hours'), models.UniqueConstraint(fields=('whistle', 'department'), name='whistles_response_once'), models.UniqueConstraint(condition=models.Q(('lead', True)), fields=('whistle',), name='whistles_response_one_lead')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='WhistleFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='whistles.whistleresponse', verbose_name='应哨')),
            ],
            options={
                'verbose_name': '吹哨佐证',
                'verbose_name_plural': '吹哨佐证',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('response', 'sha256'), name='whistles_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='WhistleRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('named_by_street', models.BooleanField(default=False, help_text='不选时由区分派；选了，街道吹哨时点名，部门立即收到。', verbose_name='街道直接点名应哨部门')),
                ('review_days', core.rulebook.DaysField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='街道审核和吹哨期限（工作日）')),
                ('dispatch_days', core.rulebook.DaysField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='区分派和裁定期限（工作日）')),
                ('normal_respond_hours', linkage.whistles.rules.HoursField(default=8, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(80)], verbose_name='一般事项应哨期限（工作小时）')),
                ('urgent_respond_hours', linkage.whistles.rules.HoursField(default=4, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(80)], verbose_name='较急事项应哨期限（工作小时）')),
                ('critical_respond_hours', linkage.whistles.rules.HoursField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(80)], verbose_name='紧急事项应哨期限（工作小时）')),
                ('normal_solve_days', core.rulebook.DaysField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='一般事项办结期限（工作日）')),
                ('urgent_solve_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='较急事项办结期限（工作日）')),
                ('critical_solve_days', core.rulebook.DaysField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='紧急事项办结期限（工作日）')),
                ('rate_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='评哨期限（工作日）')),
                ('response_weight', core.rulebook.ShareField(decimal_places=3, default=Decimal('0.3'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='评哨权重：响应')),
                ('solution_weight', core.rulebook.ShareField(decimal_places=3, default=Decimal('0.35'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='评哨权重：解决')),
                ('satisfaction_weight', core.rulebook.ShareField(decimal_places=3, default=Decimal('0.35'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='评哨权重：满意')),
                ('most_extensions', models.PositiveSmallIntegerField(default=1, help_text='0 表示不准延期。', validators=[django.core.validators.MaxValueValidator(20)], verbose_name='每个部门每件最多延期几次')),
                ('supervise_days', core.rulebook.DaysField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='部门逾期几天督办')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=linkage.whistles.rules.a_day_before, verbose_name='到期前几天提醒')),
                ('warn_hours', models.PositiveSmallIntegerField(default=1, help_text='0—8，每一刻钟看一次，只在工作时间提醒。0 表示到期前不提醒；超时的当天即提醒部门并告知区里。', validators=[django.core.validators.MaxValueValidator(8)], verbose_name='应哨到期前几个工作小时提醒')),
            ],
            options={
                'verbose_name': '吹哨报到规则',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='whistles_whistlerules_single')],
            },
        ),
    ]
