import core.visibility
import django.core.validators
import django.db.models.deletion
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
            name='CampaignTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('status', models.CharField(choices=[('active', '使用中'), ('retired', '已停用')], default='active', max_length=10, verbose_name='状态')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='模板名称')),
                ('aim', models.TextField(max_length=2000, verbose_name='工作目标')),
                ('basis', models.CharField(blank=True, max_length=500, verbose_name='依据')),
                ('level', models.CharField(choices=[('district', '区'), ('subdistrict', '街道'), ('area', '片区'), ('community', '社区'), ('grid', '网格')], max_length=12, verbose_name='通常由哪一级承担')),
            ],
            options={
                'verbose_name': '专项工作模板',
                'verbose_name_plural': '专项工作模板',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='campaigns_template_status')],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=80, verbose_name='专项工作')),
                ('aim', models.TextField(max_length=2000, verbose_name='工作目标')),
                ('basis', models.CharField(blank=True, max_length=500, verbose_name='依据')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('running', '已启动'), ('completed', '已完成'), ('terminated', '已终止')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='启动时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('summary', models.TextField(blank=True, max_length=4000, verbose_name='工作总结')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='org.organization', verbose_name='牵头组织')),
                ('places', models.ManyToManyField(related_name='joined_campaigns', to='org.organization', verbose_name='参加组织')),
                ('template', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='campaigns.campaigntemplate', verbose_name='所用模板')),
            ],
            options={
                'verbose_name': '专项工作',
                'verbose_name_plural': '专项工作',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='campaigns_c_organiz_a8017f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'running', 'completed', 'terminated'])), name='campaigns_campaign_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'running'), _negated=True), ('started_at__isnull', False), _connector='OR'), name='campaigns_campaign_started')],
            },
        ),
        migrations.CreateModel(
            name='CampaignTemplateStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('stage', models.CharField(max_length=40, verbose_name='阶段')),
                ('title', models.CharField(max_length=80, verbose_name='步骤')),
                ('requirement', models.TextField(max_length=2000, verbose_name='工作要求')),
                ('start_day', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(2000)], verbose_name='从启动后第几天起')),
                ('due_day', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(2000)], verbose_name='到启动后第几天止')),
                ('evidence', models.BooleanField(default=False, verbose_name='须附材料')),
                ('measure', models.CharField(blank=True, max_length=10, verbose_name='填报数量的单位')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='campaigns.campaigntemplate', verbose_name='专项工作模板')),
            ],
            options={
                'verbose_name': '模板步骤',
                'verbose_name_plural': '模板步骤',
                'ordering': ('template_id', 'position'),
                'constraints': [models.UniqueConstraint(fields=('template', 'position'), name='campaigns_templatestep_once'), models.CheckConstraint(condition=models.Q(('due_day__gte', models.F('start_day')), ('due_day__lte', 2000)), name='campaigns_templatestep_days')],
            },
        ),
        migrations.CreateModel(
            name='PlannedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('stage', models.CharField(max_length=40, verbose_name='阶段')),
                ('title', models.CharField(max_length=80, verbose_name='步骤')),
                ('requirement', models.TextField(max_length=2000, verbose_name='工作要求')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('evidence', models.BooleanField(default=False, verbose_name='须附材料')),
                ('measure', models.CharField(blank=True, max_length=10, verbose_name='填报数量的单位')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='campaigns.campaign', verbose_name='专项工作')),
            ],
            options={
                'verbose_name': '步骤安排',
                'verbose_name_plural': '步骤安排',
                'ordering': ('campaign_id', 'position'),
                'indexes': [models.Index(fields=['due_on'], name='campaigns_plannedstep_due')],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'position'), name='campaigns_plannedstep_once'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('starts_on'))), name='campaigns_plannedstep_term')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='CampaignStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('poor', models.BooleanField(default=False, verbose_name='成效不佳')),
                ('title', models.CharField(max_length=80, verbose_name='步骤')),
                ('status', models.CharField(choices=[('pending', '未开始'), ('active', '进行中'), ('submitted', '待核验'), ('returned', '已退回'), ('excused', '申请不适用'), ('done', '已完成'), ('waived', '不适用'), ('terminated', '已终止')], default='pending', max_length=10, verbose_name='状态')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='办理情况')),
                ('quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='数量')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='不适用的理由')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='核验意见')),
                ('reported_at', models.DateTimeField(blank=True, null=True, verbose_name='最近填报时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='报送时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='campaigns.campaign', verbose_name='专项工作')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaign_steps', to='org.organization', verbose_name='承办组织')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='campaigns.plannedstep', verbose_name='步骤安排')),
            ],
            options={
                'verbose_name': '专项步骤',
                'verbose_name_plural': '专项步骤',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='campaigns_step_place'), models.Index(fields=['campaign', 'status'], name='campaigns_step_campaign'), models.Index(condition=models.Q(('status', 'pending'), ('status', 'active'), ('status', 'returned'), _connector='OR'), fields=['due_on'], name='campaigns_step_due')],
                'constraints': [models.UniqueConstraint(fields=('plan', 'organization'), name='campaigns_step_once'), models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'active', 'submitted', 'returned', 'excused', 'done', 'waived', 'terminated'])), name='campaigns_step_status'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='campaigns_step_progress'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'waived'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='campaigns_step_waived')],
            },
        ),
        migrations.CreateModel(
            name='CampaignStepFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='campaigns.campaignstep', verbose_name='专项步骤')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '步骤材料',
                'verbose_name_plural': '步骤材料',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('step', 'sha256'), name='campaigns_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
