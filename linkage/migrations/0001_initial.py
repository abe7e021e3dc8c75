import core.rulebook
import core.tallies
import core.visibility
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import linkage.models.rules
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
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kind', models.CharField(choices=[('original', '共建协议'), ('renewal', '续签协议'), ('supplement', '补充协议')], default='original', max_length=10, verbose_name='协议种类')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='协议名称')),
                ('aim', models.TextField(max_length=2000, verbose_name='共建目标')),
                ('content', models.TextField(blank=True, max_length=20000, verbose_name='协议正文')),
                ('signed_text', models.TextField(blank=True, default='', editable=False, verbose_name='签署文本')),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='正文摘要')),
                ('active_from', models.DateField(verbose_name='生效日期')),
                ('active_to', models.DateField(verbose_name='期满日期')),
                ('review_at', models.DateField(blank=True, null=True, verbose_name='中期评估日期')),
                ('status', models.CharField(choices=[('draft', '草拟'), ('negotiating', '协商签署中'), ('active', '履行中'), ('evaluating', '期满评估'), ('renewed', '已续签'), ('terminated', '已终止'), ('expired', '已到期')], default='draft', max_length=12, verbose_name='状态')),
                ('proposed_at', models.DateTimeField(blank=True, null=True, verbose_name='首次提交协商时间')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='各方签署完毕时间')),
                ('applied_at', models.DateTimeField(blank=True, null=True, verbose_name='补充内容执行时间')),
                ('conclusion', models.CharField(blank=True, choices=[('renew', '续签'), ('lapse', '到期不续'), ('terminate', '终止')], max_length=10, verbose_name='评估结论')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='停止履行日期')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('drafted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='起草单位')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='org.organization', verbose_name='牵头组织')),
                ('refers_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='linkage.agreement', verbose_name='所依据的协议')),
            ],
            options={
                'verbose_name': '共建协议',
                'verbose_name_plural': '共建协议',
                'ordering': ('-id',),
                'permissions': (('view_one_agreement', '查看该协议'),),
            },
            bases=(core.tallies.Tallied, models.Model),
        ),
        migrations.CreateModel(
            name='AgreementComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=0, verbose_name='所议文本序号')),
                ('text', models.CharField(max_length=1000, verbose_name='意见')),
                ('by_label', models.CharField(max_length=120, verbose_name='提出人')),
                ('at', models.DateTimeField(verbose_name='提出时间')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='linkage.agreement', verbose_name='协议')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '协商意见',
                'verbose_name_plural': '协商意见',
                'ordering': ('id',),
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duties', models.TextField(blank=True, max_length=2000, verbose_name='权利与义务')),
                ('head', models.CharField(blank=True, max_length=60, verbose_name='负责人')),
                ('liaison', models.CharField(blank=True, max_length=60, verbose_name='联络员')),
                ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='签署时间')),
                ('signer_label', models.CharField(blank=True, max_length=120, verbose_name='签署人')),
                ('signed_hash', models.CharField(blank=True, max_length=64, verbose_name='签署时正文摘要')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='linkage.agreement', verbose_name='协议')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='签署人')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '协议一方',
                'verbose_name_plural': '协议各方',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['unit', 'agreement'], name='linkage_agr_unit_id_ddf9d6_idx')],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'unit'), name='linkage_party_unit_once'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('agreement', 'organization'), name='linkage_party_place_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AgreementEvaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('midterm', '中期评估'), ('final', '期满评估')], max_length=8, verbose_name='评估阶段')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='评分')),
                ('words', models.CharField(blank=True, max_length=1000, verbose_name='评语')),
                ('opinion', models.CharField(blank=True, choices=[('renew', '续签'), ('lapse', '到期不续'), ('terminate', '终止')], max_length=10, verbose_name='建议结论')),
                ('progress', models.DecimalField(decimal_places=3, max_digits=4, verbose_name='评价时的承诺进度')),
                ('by_label', models.CharField(max_length=120, verbose_name='评价人')),
                ('at', models.DateTimeField(verbose_name='评价时间')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='linkage.agreement', verbose_name='协议')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='linkage.agreementparty', verbose_name='评价方')),
            ],
            options={
                'verbose_name': '履行评价',
                'verbose_name_plural': '履行评价',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('party', 'stage'), name='linkage_evaluation_once'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='linkage_evaluation_score')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AgreementRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('target_share', core.rulebook.ShareField(decimal_places=3, default=Decimal('0.800'), help_text='在册驻区单位中，应有履行中协议的比例。', max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='签约率目标')),
                ('evaluation_days', core.rulebook.DaysField(default=30, help_text='期满前多少天开始期满评估，由平台自动发起。', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='期满评估提前天数')),
                ('end_days', core.rulebook.DayListField(blank=True, default=linkage.models.rules.usual_days, help_text='期满前第几天提醒各方，例如 30、7、1。', verbose_name='期满前提醒（天）')),
                ('review_days', core.rulebook.DayListField(blank=True, default=linkage.models.rules.usual_days, help_text='中期评估日前第几天提醒各方。', verbose_name='中期评估前提醒（天）')),
                ('due_days', core.rulebook.DayListField(blank=True, default=linkage.models.rules.usual_days, help_text='承诺没有完成的，到期前第几天提醒。', verbose_name='承诺到期前提醒（天）')),
                ('period_days', core.rulebook.DayListField(blank=True, default=linkage.models.rules.a_week_and_a_day, help_text='每月、每季度、每年的承诺，本期还没有做够的，结束前第几天提醒。', verbose_name='按频次的承诺本期结束前提醒（天）')),
            ],
            options={
                'verbose_name': '协议规则',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='linkage_agreementrules_single')],
            },
        ),
        migrations.CreateModel(
            name='AgreementScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('by_label', models.CharField(blank=True, max_length=120, verbose_name='上传人')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scans', to='linkage.agreement', verbose_name='协议')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '盖章扫描件',
                'verbose_name_plural': '盖章扫描件',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('agreement', 'sha256'), name='linkage_scan_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='AgreementTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('status', models.CharField(choices=[('active', '使用中'), ('retired', '已停用')], default='active', max_length=10, verbose_name='状态')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='模板名称')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('government', '机关'), ('institution', '事业单位'), ('state_firm', '国有企业'), ('private_firm', '非公企业'), ('social', '社会组织'), ('school', '学校'), ('hospital', '医院'), ('military', '军队/武警'), ('other', '其他')], max_length=16), default=list, size=None, verbose_name='适用单位类型')),
                ('title', models.CharField(max_length=120, verbose_name='协议名称')),
                ('aim', models.TextField(max_length=2000, verbose_name='共建目标')),
                ('content', models.TextField(blank=True, max_length=20000, verbose_name='协议正文')),
                ('place_duties', models.TextField(blank=True, max_length=2000, verbose_name='牵头组织的权利与义务')),
                ('unit_duties', models.TextField(blank=True, max_length=2000, verbose_name='单位的权利与义务')),
                ('months', models.PositiveSmallIntegerField(default=12, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='协议期（月）')),
            ],
            options={
                'verbose_name': '协议模板',
                'verbose_name_plural': '协议模板',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='linkage_template_status'), models.CheckConstraint(condition=models.Q(('months__gte', 1), ('months__lte', 120)), name='linkage_template_months')],
            },
        ),
        migrations.AddField(
            model_name='agreement',
            name='template',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='linkage.agreementtemplate', verbose_name='所用模板'),
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='文本序号')),
                ('text', models.TextField(verbose_name='文本')),
                ('sha256', models.CharField(max_length=64, verbose_name='文本摘要')),
                ('proposed_at', models.DateTimeField(verbose_name='提交时间')),
                ('proposed_by', models.CharField(max_length=120, verbose_name='提交人')),
                ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='退回时间')),
                ('returned_by', models.CharField(blank=True, max_length=120, verbose_name='退回人')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='修改要求')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='linkage.agreement', verbose_name='协议')),
            ],
            options={
                'verbose_name': '协商文本',
                'verbose_name_plural': '协商文本',
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='linkage_version_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='承诺事项')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='数量')),
                ('measure', models.CharField(max_length=10, verbose_name='计量单位')),
                ('period', models.CharField(blank=True, choices=[('month', '每月'), ('quarter', '每季度'), ('year', '每年')], max_length=8, verbose_name='频次')),
                ('total', models.DecimalField(decimal_places=2, default=Decimal('1'), editable=False, max_digits=16, verbose_name='应完成总量')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='取消日期')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='linkage.agreement', verbose_name='协议')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='linkage.commitment', verbose_name='所变更的承诺事项')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='linkage.agreementparty', verbose_name='承诺方')),
            ],
            options={
                'verbose_name': '承诺事项',
                'verbose_name_plural': '承诺事项',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='linkage_commitment_quantity'), models.CheckConstraint(condition=models.Q(('total__gt', 0)), name='linkage_commitment_total')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='CommitmentPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='周期首日')),
                ('ends_on', models.DateField(verbose_name='周期末日')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='应完成数量')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='linkage.commitment', verbose_name='承诺事项')),
            ],
            options={
                'verbose_name': '履约周期',
                'verbose_name_plural': '履约周期',
                'ordering': ('starts_on', 'id'),
                'constraints': [models.UniqueConstraint(fields=('commitment', 'starts_on'), name='linkage_period_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='linkage_period_days'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='linkage_period_quantity')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='TemplateCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('place', '牵头组织'), ('unit', '驻区单位')], default='unit', max_length=6, verbose_name='承诺方')),
                ('title', models.CharField(max_length=120, verbose_name='承诺事项')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='数量')),
                ('measure', models.CharField(max_length=10, verbose_name='计量单位')),
                ('period', models.CharField(blank=True, choices=[('month', '每月'), ('quarter', '每季度'), ('year', '每年')], max_length=8, verbose_name='频次')),
                ('due_months', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='生效后几个月内完成')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitments', to='linkage.agreementtemplate', verbose_name='协议模板')),
            ],
            options={
                'verbose_name': '模板承诺事项',
                'verbose_name_plural': '模板承诺事项',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='linkage_templatecommitment_quantity')],
            },
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(fields=['organization', 'status'], name='linkage_agr_organiz_162a7c_idx'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=models.Index(condition=models.Q(('status', 'active'), ('status', 'evaluating'), _connector='OR'), fields=['active_to'], name='linkage_agreement_running'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('active_to__gt', models.F('active_from'))), name='linkage_agreement_term'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'negotiating', 'active', 'evaluating', 'renewed', 'terminated', 'expired'])), name='linkage_agreement_status'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['active', 'evaluating', 'renewed', 'expired']), _negated=True), models.Q(('content_hash', ''), _negated=True), _connector='OR'), name='linkage_agreement_frozen'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'original'), ('refers_to', None)), models.Q(('kind__in', ['renewal', 'supplement']), ('refers_to__isnull', False)), _connector='OR'), name='linkage_agreement_kind'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft'), ('status', 'negotiating'), _connector='OR'), fields=('refers_to', 'kind'), name='linkage_agreement_one_follower'),
        ),
    ]
