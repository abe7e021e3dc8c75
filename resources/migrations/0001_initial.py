import core.tallies
import django.core.validators
import django.db.models.deletion
import resources.models.files
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('linkage', '0001_initial'),
        ('org', '0001_initial'),
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
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('origin_type', models.CharField(blank=True, editable=False, max_length=60, verbose_name='来源类型')),
                ('origin_id', models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='来源')),
                ('origin_label', models.CharField(blank=True, editable=False, max_length=200, verbose_name='来源名称')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('category', models.CharField(choices=[('venue', '场地'), ('people', '人员'), ('funds', '资金'), ('goods', '物资'), ('technology', '技术'), ('culture', '文化'), ('medical', '医疗健康'), ('legal', '法律服务'), ('education', '教育培训'), ('parking', '停车'), ('other', '其他')], max_length=12, verbose_name='类别')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='说明')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='数量')),
                ('measure', models.CharField(max_length=10, verbose_name='计量单位')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('returned', '已退回'), ('open', '可认领'), ('closed', '已办结'), ('withdrawn', '已撤回'), ('expired', '已过期')], default='draft', max_length=10, verbose_name='状态')),
                ('claimed', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='已认领数量')),
                ('fulfilled', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='已完成数量')),
                ('commit_status', models.CharField(choices=[('none', '无'), ('partial', '部分'), ('complete', '全部')], default='none', editable=False, max_length=8, verbose_name='认领进度')),
                ('fulfil_status', models.CharField(choices=[('none', '无'), ('partial', '部分'), ('complete', '全部')], default='none', editable=False, max_length=8, verbose_name='完成进度')),
                ('created_at', models.DateTimeField(verbose_name='填报时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='首次提交时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='公开范围')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '需求',
                'verbose_name_plural': '需求',
                'ordering': ('-id',),
                'abstract': False,
                'indexes': [models.Index(fields=['status', 'id'], name='resources_need_state'), models.Index(fields=['organization', 'status'], include=('id', 'submitted_at', 'unit', 'audience'), name='resources_need_place'), models.Index(condition=models.Q(('submitted_at', None), ('unit__isnull', False)), fields=['organization', 'status'], name='resources_need_private'), models.Index(fields=['unit', 'id'], name='resources_need_unit'), models.Index(condition=models.Q(('status', 'open')), fields=['due_on'], name='resources_need_due'), models.Index(fields=['origin_type', 'origin_id'], name='resources_need_origin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='resources_need_quantity'), models.CheckConstraint(condition=models.Q(('claimed__gte', 0), ('claimed__lte', models.F('quantity'))), name='resources_need_claimed'), models.CheckConstraint(condition=models.Q(('fulfilled__gte', 0), ('fulfilled__lte', models.F('claimed'))), name='resources_need_fulfilled'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'returned', 'open', 'closed', 'withdrawn', 'expired'])), name='resources_need_status')],
            },
            bases=(core.tallies.Tallied, models.Model),
        ),
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=120, verbose_name='名称')),
                ('category', models.CharField(choices=[('venue', '场地'), ('people', '人员'), ('funds', '资金'), ('goods', '物资'), ('technology', '技术'), ('culture', '文化'), ('medical', '医疗健康'), ('legal', '法律服务'), ('education', '教育培训'), ('parking', '停车'), ('other', '其他')], max_length=12, verbose_name='类别')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='说明')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='数量')),
                ('measure', models.CharField(max_length=10, verbose_name='计量单位')),
                ('due_on', models.DateField(verbose_name='截止日期')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('returned', '已退回'), ('open', '可认领'), ('closed', '已办结'), ('withdrawn', '已撤回'), ('expired', '已过期')], default='draft', max_length=10, verbose_name='状态')),
                ('claimed', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='已认领数量')),
                ('fulfilled', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='已完成数量')),
                ('commit_status', models.CharField(choices=[('none', '无'), ('partial', '部分'), ('complete', '全部')], default='none', editable=False, max_length=8, verbose_name='认领进度')),
                ('fulfil_status', models.CharField(choices=[('none', '无'), ('partial', '部分'), ('complete', '全部')], default='none', editable=False, max_length=8, verbose_name='完成进度')),
                ('created_at', models.DateTimeField(verbose_name='填报时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='首次提交时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='公开范围')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '资源',
                'verbose_name_plural': '资源',
                'ordering': ('-id',),
                'abstract': False,
                'indexes': [models.Index(fields=['status', 'id'], name='resources_resource_state'), models.Index(fields=['organization', 'status'], include=('id', 'submitted_at', 'unit', 'audience'), name='resources_resource_place'), models.Index(condition=models.Q(('submitted_at', None), ('unit__isnull', False)), fields=['organization', 'status'], name='resources_resource_private'), models.Index(fields=['unit', 'id'], name='resources_resource_unit'), models.Index(condition=models.Q(('status', 'open')), fields=['due_on'], name='resources_resource_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='resources_resource_quantity'), models.CheckConstraint(condition=models.Q(('claimed__gte', 0), ('claimed__lte', models.F('quantity'))), name='resources_resource_claimed'), models.CheckConstraint(condition=models.Q(('fulfilled__gte', 0), ('fulfilled__lte', models.F('claimed'))), name='resources_resource_fulfilled'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'returned', 'open', 'closed', 'withdrawn', 'expired'])), name='resources_resource_status')],
            },
            bases=(core.tallies.Tallied, models.Model),
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='认领数量')),
                ('fulfilled_quantity', models.DecimalField(decimal_places=2, default=Decimal('0'), editable=False, max_digits=12, verbose_name='完成数量')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='完成情况')),
                ('status', models.CharField(choices=[('proposed', '待确认'), ('confirmed', '实施中'), ('fulfilled', '待评价'), ('closed', '已办结'), ('declined', '已谢绝'), ('withdrawn', '已撤回'), ('released', '已释放')], default='proposed', max_length=10, verbose_name='状态')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                ('fulfilled_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='linkage.commitment', verbose_name='对应承诺事项')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='resources.need', verbose_name='需求')),
                ('resource', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='resources.resource', verbose_name='资源')),
            ],
            options={
                'verbose_name': '认领',
                'verbose_name_plural': '认领',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['status', 'id'], name='resources_c_status_35e9a1_idx'), models.Index(fields=['organization', 'status'], name='resources_c_organiz_d263ab_idx'), models.Index(fields=['unit', 'status'], name='resources_c_unit_id_4063eb_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', False), ('resource', None)), models.Q(('need', None), ('resource__isnull', False)), _connector='OR'), name='resources_claim_one_target'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='resources_claim_quantity'), models.CheckConstraint(condition=models.Q(('fulfilled_quantity__gte', 0), ('fulfilled_quantity__lte', models.F('quantity'))), name='resources_claim_fulfilled'), models.CheckConstraint(condition=models.Q(('status__in', ['proposed', 'confirmed', 'fulfilled', 'closed', 'declined', 'withdrawn', 'released'])), name='resources_claim_status')],
            },
            bases=(core.tallies.Tallied, models.Model),
        ),
        migrations.CreateModel(
            name='StagedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=resources.models.files.staged_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('content_type', models.CharField(blank=True, max_length=100, verbose_name='类型')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='摘要')),
                ('created_at', models.DateTimeField(verbose_name='申请时间')),
                ('received_at', models.DateTimeField(blank=True, null=True, verbose_name='收到时间')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '待用文件',
                'verbose_name_plural': '待用文件',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['user', 'created_at'], name='resources_s_user_id_10263c_idx')],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('owner', '发布方'), ('claimant', '认领方')], max_length=10, verbose_name='评价方')),
                ('score', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='评分')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='评语')),
                ('by_label', models.CharField(max_length=120, verbose_name='评价人')),
                ('at', models.DateTimeField(verbose_name='评价时间')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='resources.claim', verbose_name='认领')),
            ],
            options={
                'verbose_name': '评价',
                'verbose_name_plural': '评价',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('claim', 'side'), name='resources_evaluation_once'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='resources_evaluation_score')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=resources.models.files.evidence_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='resources.claim', verbose_name='认领')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '佐证',
                'verbose_name_plural': '佐证',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('claim', 'sha256'), name='resources_evidence_once')],
            },
        ),
    ]
