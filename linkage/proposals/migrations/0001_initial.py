import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.proposals.models
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
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='提案号')),
                ('title', models.CharField(max_length=120, verbose_name='案由')),
                ('content', models.TextField(max_length=10000, verbose_name='情况和建议')),
                ('category', models.CharField(choices=[('party', '党的建设'), ('economy', '经济发展'), ('city', '城市建设和管理'), ('people', '民生服务'), ('culture', '科教文卫体'), ('safety', '平安法治'), ('other', '其他')], max_length=10, verbose_name='类别')),
                ('status', models.CharField(choices=[('submitted', '待审查'), ('returned', '退回补充'), ('filed', '已立案'), ('merged', '已并案'), ('passed_on', '转作意见'), ('replied', '意见已回复'), ('withdrawn', '已撤回'), ('assigned', '办理中'), ('answered', '待反馈'), ('closed', '已办结')], default='submitted', max_length=10, verbose_name='状态')),
                ('submitted_at', models.DateTimeField(verbose_name='提出时间')),
                ('review_by', models.DateField(verbose_name='审查期限')),
                ('opinion', models.CharField(blank=True, max_length=500, verbose_name='审查意见')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='审查时间')),
                ('assigned_at', models.DateTimeField(blank=True, null=True, verbose_name='交办时间')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='答复期限')),
                ('round', models.PositiveSmallIntegerField(default=0, verbose_name='办理次数')),
                ('answer', models.TextField(blank=True, max_length=10000, verbose_name='答复')),
                ('result', models.CharField(blank=True, choices=[('solved', '已解决或基本解决'), ('planned', '已采纳并列入计划'), ('explained', '暂不能解决，已作说明')], max_length=10, verbose_name='办理结果')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('satisfaction', models.CharField(blank=True, choices=[('satisfied', '满意'), ('fairly', '基本满意'), ('dissatisfied', '不满意')], max_length=12, verbose_name='满意度')),
                ('feedback', models.CharField(blank=True, max_length=500, verbose_name='反馈意见')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='承办部门')),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='承办组织')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='proposals.proposal', verbose_name='并入提案')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='org.organization', verbose_name='受理组织')),
            ],
            options={
                'verbose_name': '提案',
                'verbose_name_plural': '提案',
                'indexes': [models.Index(fields=['organization', 'status'], name='proposals_p_organiz_b9a34a_idx'), models.Index(fields=['handler', 'status'], name='proposals_p_handler_c0f4b5_idx'), models.Index(fields=['department', 'status'], name='proposals_p_departm_8c16bc_idx'), models.Index(condition=models.Q(('status', 'assigned'), ('status', 'passed_on'), _connector='OR'), fields=['due_on'], name='proposals_proposal_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['submitted', 'returned', 'filed', 'merged', 'passed_on', 'replied', 'withdrawn', 'assigned', 'answered', 'closed'])), name='proposals_proposal_status'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='proposals_proposal_merged'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['assigned', 'answered', 'closed', 'replied']), _negated=True), models.Q(('due_on__isnull', False), ('handler__isnull', False)), _connector='OR'), name='proposals_proposal_handled'), models.CheckConstraint(condition=models.Q(('department', None), ('handler__isnull', False), _connector='OR'), name='proposals_proposal_department'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('satisfaction', ''), _negated=True), _connector='OR'), name='proposals_proposal_judged')],
            },
        ),
        migrations.CreateModel(
            name='ProposalFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='proposals.proposal', verbose_name='提案')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '提案材料',
                'verbose_name_plural': '提案材料',
                'ordering': ('id',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('proposal', 'sha256'), name='proposals_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ProposalRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('review_days', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(180)], verbose_name='审查期限（天）')),
                ('answer_days', models.PositiveSmallIntegerField(default=90, help_text='交办之日起多少天内答复；交办时可另定。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='答复期限（天）')),
                ('again_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(180)], verbose_name='二次办理期限（天）')),
                ('opinion_days', models.PositiveSmallIntegerField(default=30, help_text='转作意见之日起，收到意见的组织或部门多少天内回复；转办时可另定。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='意见回复期限（天）')),
                ('feedback_days', models.PositiveSmallIntegerField(default=30, help_text='答复后多少天内反馈是否满意；逾期提醒提案人。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(180)], verbose_name='反馈期限（天）')),
                ('most_rounds', models.PositiveSmallIntegerField(default=2, help_text='反馈不满意时重新办理；达到次数后如实记录不满意并办结。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='最多办理次数')),
                ('remind_days', core.rulebook.DayListField(blank=True, default=linkage.proposals.models.remind_days, help_text='在答复、回复期限前多少天提醒承办组织或收到意见的组织；逾期后每周提醒。', verbose_name='到期前提醒')),
            ],
            options={
                'verbose_name': '提案办理规则',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='proposals_proposalrules_single')],
            },
        ),
        migrations.CreateModel(
            name='Proposer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120, verbose_name='提案人')),
                ('first', models.BooleanField(default=False, verbose_name='第一提案人')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='所属部门')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposers', to='proposals.proposal', verbose_name='提案')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提案人')),
            ],
            options={
                'verbose_name': '提案人',
                'verbose_name_plural': '提案人',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['unit', 'proposal'], name='proposals_p_unit_id_133608_idx'), models.Index(fields=['department', 'proposal'], name='proposals_p_departm_5ec4b5_idx'), models.Index(fields=['user', 'proposal'], name='proposals_p_user_id_da8593_idx')],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'organization', 'unit', 'department', 'user'), name='proposals_proposer_once', nulls_distinct=False), models.UniqueConstraint(condition=models.Q(('first', True)), fields=('proposal',), name='proposals_proposer_one_first'), models.CheckConstraint(condition=models.Q(('unit', None), ('department', None), _connector='OR'), name='proposals_proposer_one_owner')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
