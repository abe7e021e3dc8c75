import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.inspections.models.plans
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
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('status', models.CharField(choices=[('active', '使用中'), ('retired', '已停用')], default='active', max_length=10, verbose_name='状态')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='检查表名称')),
                ('lines', models.TextField(max_length=10000, verbose_name='检查事项')),
            ],
            options={
                'verbose_name': '检查表',
                'verbose_name_plural': '检查表',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='inspections_checklist_status')],
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('kind', models.CharField(choices=[('monitoring', '定点监测'), ('on_site', '实地检查'), ('random', '随机抽查')], max_length=12, verbose_name='方式')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('scope', models.TextField(max_length=2000, verbose_name='检查内容和要求')),
                ('unannounced', models.BooleanField(default=False, verbose_name='不提前通知被检查方')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('issued', '已下达'), ('checking', '检查中'), ('completed', '已完成'), ('cancelled', '已取消')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='制定时间')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='下达时间')),
                ('summary', models.TextField(blank=True, max_length=4000, verbose_name='总体情况')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='org.organization', verbose_name='检查组织')),
            ],
            options={
                'verbose_name': '督导检查',
                'verbose_name_plural': '督导检查',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='inspections_organiz_b355d0_idx'), models.Index(fields=['status', 'ends_on'], name='inspections_status_313794_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'issued', 'checking', 'completed', 'cancelled'])), name='inspections_inspection_status'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='inspections_inspection_term'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['issued', 'checking', 'completed']), _negated=True), ('issued_at__isnull', False), _connector='OR'), name='inspections_inspection_issued')],
            },
        ),
        migrations.CreateModel(
            name='InspectionDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('population', models.CharField(choices=[('streets', '街道（镇）'), ('communities', '社区（村）'), ('units', '签有共建协议的驻区单位')], max_length=12, verbose_name='抽取范围')),
                ('unit_kind', models.CharField(blank=True, choices=[('government', '机关'), ('institution', '事业单位'), ('state_firm', '国有企业'), ('private_firm', '非公企业'), ('social', '社会组织'), ('school', '学校'), ('hospital', '医院'), ('military', '军队/武警'), ('other', '其他')], max_length=16, verbose_name='单位类型')),
                ('per_street', models.BooleanField(default=False, verbose_name='按街道分层')),
                ('count', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='抽取数量')),
                ('size', models.PositiveIntegerField(verbose_name='名单数量')),
                ('algorithm', models.CharField(default='sha256-order-1', max_length=20, verbose_name='算法')),
                ('population_sha256', models.CharField(max_length=64, verbose_name='名单摘要')),
                ('public_source', models.CharField(blank=True, max_length=120, verbose_name='公开随机数的来源')),
                ('announced_at', models.DateTimeField(verbose_name='公布时间')),
                ('announcer_label', models.CharField(max_length=120, verbose_name='公布人')),
                ('event_hash', models.CharField(blank=True, max_length=64, verbose_name='公布事件的摘要')),
                ('public_number', models.CharField(blank=True, max_length=40, verbose_name='公开随机数')),
                ('seed', models.CharField(blank=True, max_length=120, verbose_name='随机种子')),
                ('drawn_at', models.DateTimeField(blank=True, null=True, verbose_name='抽取时间')),
                ('below', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='在哪个组织以下抽取')),
                ('inspection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draw', to='inspections.inspection', verbose_name='督导检查')),
            ],
            options={
                'verbose_name': '随机抽取',
                'verbose_name_plural': '随机抽取',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('count__gte', 1)), name='inspections_draw_count'), models.CheckConstraint(condition=models.Q(models.Q(('drawn_at', None), ('seed', '')), models.Q(('drawn_at__isnull', False), models.Q(('seed', ''), _negated=True)), _connector='OR'), name='inspections_draw_seed')],
            },
        ),
        migrations.CreateModel(
            name='DrawMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='序号')),
                ('code', models.CharField(max_length=30, verbose_name='代码')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('street_code', models.CharField(max_length=12, verbose_name='街道代码')),
                ('street_name', models.CharField(max_length=60, verbose_name='街道')),
                ('passed_over', models.BooleanField(default=False, verbose_name='已撤销或迁出')),
                ('chosen', models.BooleanField(default=False, verbose_name='抽中')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='驻区单位')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='inspections.inspectiondraw', verbose_name='随机抽取')),
            ],
            options={
                'verbose_name': '抽取名单',
                'verbose_name_plural': '抽取名单',
                'ordering': ('position',),
                'constraints': [models.UniqueConstraint(fields=('draw', 'code'), name='inspections_drawmember_code'), models.UniqueConstraint(fields=('draw', 'position'), name='inspections_drawmember_position')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='InspectionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('title', models.CharField(max_length=120, verbose_name='检查事项')),
                ('standard', models.CharField(blank=True, max_length=500, verbose_name='标准')),
                ('points', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='分值')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='inspections.inspection', verbose_name='督导检查')),
            ],
            options={
                'verbose_name': '检查事项',
                'verbose_name_plural': '检查事项',
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('inspection', 'order'), name='inspections_item_order'), models.CheckConstraint(condition=models.Q(('points', None), models.Q(('points__gt', 0), ('points__lte', 100)), _connector='OR'), name='inspections_item_points')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='InspectionRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('confirm_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='被检查方确认或申诉的期限（工作日）')),
                ('answer_days', core.rulebook.DaysField(default=5, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='答复申诉的期限（工作日）')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=linkage.inspections.models.plans.usual_remind_days, verbose_name='到期前几天提醒')),
                ('silence_confirms', models.BooleanField(default=True, verbose_name='逾期没有反馈的视为没有异议')),
                ('mostly_share', core.rulebook.ShareField(decimal_places=3, default=Decimal('0.6'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='“基本符合”按该项分值的多少计分')),
                ('mostly_is_problem', models.BooleanField(default=False, verbose_name='“基本符合”的也登记为问题')),
                ('recusal', models.BooleanField(default=True, help_text='选了，检查组成员不检查自己任职的地方、单位及其上下级组织。', verbose_name='检查组成员回避')),
            ],
            options={
                'verbose_name': '督导检查',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='inspections_inspectionrules_single')],
            },
        ),
        migrations.CreateModel(
            name='InspectionTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('drawn', models.BooleanField(default=False, editable=False, verbose_name='随机抽取')),
                ('due_on', models.DateField(verbose_name='检查期限')),
                ('visited_on', models.DateField(blank=True, null=True, verbose_name='检查日期')),
                ('conclusion', models.TextField(blank=True, max_length=2000, verbose_name='检查结论')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='得分（百分制）')),
                ('unmet', models.PositiveSmallIntegerField(default=0, verbose_name='不符合项数')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='提交结果时间')),
                ('submitter_label', models.CharField(blank=True, max_length=120, verbose_name='提交人')),
                ('confirm_due_on', models.DateField(blank=True, null=True, verbose_name='确认期限')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                ('objection', models.TextField(blank=True, max_length=2000, verbose_name='申诉理由')),
                ('objected_at', models.DateTimeField(blank=True, null=True, verbose_name='申诉时间')),
                ('answer_due_on', models.DateField(blank=True, null=True, verbose_name='答复申诉期限')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='申诉答复')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('status', models.CharField(choices=[('pending', '待检查'), ('checking', '检查中'), ('checked', '待确认'), ('objected', '已申诉'), ('confirmed', '已确认'), ('closed', '办结'), ('dropped', '不再检查')], default='pending', max_length=10, verbose_name='状态')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='inspections.inspection', verbose_name='督导检查')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='被检查组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='被检查单位')),
            ],
            options={
                'verbose_name': '检查对象',
                'verbose_name_plural': '检查对象',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(choices=[('met', '符合'), ('mostly', '基本符合'), ('unmet', '不符合'), ('na', '不适用')], max_length=8, verbose_name='结果')),
                ('severity', models.CharField(blank=True, choices=[('minor', '一般'), ('major', '较重'), ('grave', '严重')], max_length=8, verbose_name='严重程度')),
                ('note', models.TextField(blank=True, max_length=1000, verbose_name='情况说明')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='得分')),
                ('recorder_label', models.CharField(max_length=120, verbose_name='记录人')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='inspections.inspectionitem', verbose_name='检查事项')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='inspections.inspectiontarget', verbose_name='检查对象')),
            ],
            options={
                'verbose_name': '检查结果',
                'verbose_name_plural': '检查结果',
                'ordering': ('item__order',),
                'constraints': [models.CheckConstraint(condition=models.Q(('result__in', ['met', 'mostly', 'unmet', 'na'])), name='inspections_finding_result'), models.CheckConstraint(condition=models.Q(models.Q(('result', 'unmet'), _negated=True), models.Q(('severity', ''), _negated=True), _connector='OR'), name='inspections_finding_severity'), models.CheckConstraint(condition=models.Q(('score', None), ('score__gte', 0), _connector='OR'), name='inspections_finding_score'), models.UniqueConstraint(fields=('target', 'item'), name='inspections_finding_once')],
            },
        ),
        migrations.CreateModel(
            name='InspectionTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='序号')),
                ('name', models.CharField(max_length=60, verbose_name='检查组')),
                ('head', models.CharField(max_length=60, verbose_name='组长')),
                ('people', models.CharField(blank=True, max_length=500, verbose_name='成员')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='inspections.inspection', verbose_name='督导检查')),
            ],
            options={
                'verbose_name': '检查组',
                'verbose_name_plural': '检查组',
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('inspection', 'order'), name='inspections_team_order'), models.UniqueConstraint(fields=('inspection', 'name'), name='inspections_team_name')],
            },
        ),
        migrations.AddField(
            model_name='inspectiontarget',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='inspections.inspectionteam', verbose_name='检查组'),
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='inspections.inspectionteam', verbose_name='检查组')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='成员')),
            ],
            options={
                'verbose_name': '检查组成员',
                'constraints': [models.UniqueConstraint(fields=('team', 'user'), name='inspections_member_once')],
            },
        ),
        migrations.CreateModel(
            name='FindingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='inspections.finding', verbose_name='检查结果')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '现场材料',
                'verbose_name_plural': '现场材料',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('finding', 'sha256'), name='inspections_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.AddIndex(
            model_name='inspectiontarget',
            index=models.Index(fields=['organization', 'status'], name='inspections_organiz_f4ff26_idx'),
        ),
        migrations.AddIndex(
            model_name='inspectiontarget',
            index=models.Index(fields=['inspection', 'status'], name='inspections_inspect_de976c_idx'),
        ),
        migrations.AddIndex(
            model_name='inspectiontarget',
            index=models.Index(fields=['status', 'due_on'], name='inspections_status_24d7ae_idx'),
        ),
        migrations.AddConstraint(
            model_name='inspectiontarget',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'checking', 'checked', 'objected', 'confirmed', 'closed', 'dropped'])), name='inspections_target_status'),
        ),
        migrations.AddConstraint(
            model_name='inspectiontarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['checked', 'objected', 'confirmed', 'closed']), _negated=True), models.Q(('submitted_at__isnull', False), ('visited_on__isnull', False)), _connector='OR'), name='inspections_target_result'),
        ),
        migrations.AddConstraint(
            model_name='inspectiontarget',
            constraint=models.CheckConstraint(condition=models.Q(('score', None), models.Q(('score__gte', 0), ('score__lte', 100)), _connector='OR'), name='inspections_target_score'),
        ),
        migrations.AddConstraint(
            model_name='inspectiontarget',
            constraint=models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('inspection', 'organization'), name='inspections_target_place_once'),
        ),
        migrations.AddConstraint(
            model_name='inspectiontarget',
            constraint=models.UniqueConstraint(fields=('inspection', 'unit'), name='inspections_target_unit_once'),
        ),
    ]
