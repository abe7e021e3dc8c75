import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.bulletins.models
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
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('number', models.CharField(blank=True, editable=False, max_length=100, verbose_name='文号')),
                ('kind', models.CharField(choices=[('notice', '通知'), ('report', '通报'), ('hint', '工作提示'), ('experience', '经验交流')], max_length=12, verbose_name='种类')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('body', models.TextField(max_length=10000, verbose_name='正文')),
                ('asks_receipt', models.BooleanField(default=True, verbose_name='要求签收')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='签收期限')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('issued', '已签发'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='签发时间')),
                ('signer_label', models.CharField(blank=True, max_length=120, verbose_name='签发人')),
                ('urged_on', models.DateField(blank=True, null=True, verbose_name='最近催阅日期')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='撤回原因')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='bulletins.bulletin', verbose_name='更正的文件')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='发文组织')),
            ],
            options={
                'verbose_name': '通知通报',
                'verbose_name_plural': '通知通报',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='bulletins_place'), models.Index(condition=models.Q(('status', 'issued')), fields=['due_on'], name='bulletins_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'issued', 'withdrawn'])), name='bulletins_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'issued'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('issued_at__isnull', False)), _connector='OR'), name='bulletins_issued'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='bulletins_withdrawn'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='bulletins_number')],
            },
        ),
        migrations.CreateModel(
            name='BulletinFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='bulletins.bulletin', verbose_name='通知通报')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '通知通报附件',
                'verbose_name_plural': '通知通报附件',
                'ordering': ('id',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'sha256'), name='bulletins_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='BulletinReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='签收时间')),
                ('reader_label', models.CharField(blank=True, max_length=120, verbose_name='签收人')),
                ('reply', models.TextField(blank=True, max_length=2000, verbose_name='反馈')),
                ('replied_at', models.DateTimeField(blank=True, null=True, verbose_name='反馈时间')),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='bulletins.bulletin', verbose_name='通知通报')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '签收情况',
                'verbose_name_plural': '签收情况',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['organization', 'bulletin'], name='bulletins_receipt_place'), models.Index(fields=['unit', 'bulletin'], name='bulletins_receipt_unit')],
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'organization', 'unit'), name='bulletins_receipt_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('reply', ''), ('read_at__isnull', False), _connector='OR'), name='bulletins_receipt_read_before_reply')],
            },
        ),
        migrations.CreateModel(
            name='BulletinRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('sign_days', core.rulebook.DaysField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='签收期限（工作日）')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=linkage.bulletins.models.one_day, verbose_name='到期前几天提醒未签收的')),
            ],
            options={
                'verbose_name': '通知通报',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='bulletins_bulletinrules_single')],
            },
        ),
    ]
