import core.rulebook
import core.visibility
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import linkage.datacalls.models
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
            name='DataCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='填报说明')),
                ('due_on', models.DateField(verbose_name='上报期限')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('issued', '填报中'), ('closed', '已办结'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='下发时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='办结时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('urged_on', models.DateField(blank=True, null=True, verbose_name='最近催报日期')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='撤回原因')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='布置组织')),
            ],
            options={
                'verbose_name': '数据调度',
                'verbose_name_plural': '数据调度',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='datacalls_place'), models.Index(condition=models.Q(('status', 'issued')), fields=['due_on'], name='datacalls_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'issued', 'closed', 'withdrawn'])), name='datacalls_status'), models.CheckConstraint(condition=models.Q(('issued_at__isnull', False), ('status', 'draft'), ('status', 'withdrawn'), _connector='OR'), name='datacalls_issued'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='datacalls_closed'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('status', 'closed'), _connector='OR'), name='datacalls_published'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='datacalls_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='DataAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('status', models.CharField(choices=[('pending', '待填报'), ('filling', '填报中'), ('submitted', '已上报'), ('returned', '已退回'), ('approved', '已审核')], default='pending', max_length=10, verbose_name='状态')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='首次上报时间')),
                ('filler_label', models.CharField(blank=True, max_length=120, verbose_name='填报人')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='退回原因')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='填报组织')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='datacalls.datacall', verbose_name='数据调度')),
            ],
            options={
                'verbose_name': '填报',
                'verbose_name_plural': '填报',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='datacalls_answer_place')],
                'constraints': [models.UniqueConstraint(fields=('call', 'organization'), name='datacalls_answer_once'), models.CheckConstraint(condition=models.Q(('status__in', ['pending', 'filling', 'submitted', 'returned', 'approved'])), name='datacalls_answer_status'), models.CheckConstraint(condition=models.Q(('submitted_at__isnull', False), ('status', 'pending'), ('status', 'filling'), _connector='OR'), name='datacalls_answer_submitted')],
            },
        ),
        migrations.CreateModel(
            name='DataCallFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='datacalls.datacall', verbose_name='数据调度')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '数据调度附件',
                'verbose_name_plural': '数据调度附件',
                'ordering': ('id',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('call', 'sha256'), name='datacalls_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='DataCallRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=linkage.datacalls.models.three_and_one, verbose_name='到期前几天提醒未上报的')),
            ],
            options={
                'verbose_name': '数据调度',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='datacalls_datacallrules_single')],
            },
        ),
        migrations.CreateModel(
            name='DataField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('label', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', models.CharField(choices=[('text', '短文本'), ('long', '长文本'), ('whole', '整数'), ('decimal', '小数'), ('day', '日期'), ('one', '单选'), ('several', '多选'), ('yes_no', '是否')], max_length=10, verbose_name='类型')),
                ('required', models.BooleanField(default=True, verbose_name='必填')),
                ('measure', models.CharField(blank=True, max_length=10, verbose_name='计量单位')),
                ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='最小值')),
                ('maximum', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='最大值')),
                ('choices', models.TextField(blank=True, max_length=1000, verbose_name='选项')),
                ('help', models.CharField(blank=True, max_length=200, verbose_name='填写提示')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='datacalls.datacall', verbose_name='数据调度')),
            ],
            options={
                'verbose_name': '填报项',
                'verbose_name_plural': '填报项',
                'ordering': ('call_id', 'position'),
                'constraints': [models.UniqueConstraint(fields=('call', 'position'), name='datacalls_field_order'), models.UniqueConstraint(fields=('call', 'label'), name='datacalls_field_label'), models.CheckConstraint(condition=models.Q(('minimum__isnull', True), ('maximum__isnull', True), ('minimum__lte', models.F('maximum')), _connector='OR'), name='datacalls_field_limits')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='DataLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answered', models.BooleanField(verbose_name='是否已上报')),
                ('late', models.BooleanField(verbose_name='是否逾期上报')),
                ('cells', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(max_length=5000), size=None, verbose_name='填报内容')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='datacalls.datacall', verbose_name='数据调度')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='填报组织')),
            ],
            options={
                'verbose_name': '汇总行',
                'verbose_name_plural': '汇总行',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('call', 'organization'), name='datacalls_line_once'), models.CheckConstraint(condition=models.Q(('answered', True), models.Q(('cells', []), ('late', False)), _connector='OR'), name='datacalls_line_answered')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='DataValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000, verbose_name='值')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='datacalls.dataanswer', verbose_name='填报')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='datacalls.datafield', verbose_name='填报项')),
            ],
            options={
                'verbose_name': '填报值',
                'verbose_name_plural': '填报值',
                'ordering': ('field__position', 'id'),
                'constraints': [models.UniqueConstraint(fields=('answer', 'field'), name='datacalls_value_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='datacalls_value_text')],
            },
        ),
    ]
