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
            name='Responsibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('started_on', models.DateField(verbose_name='开始日期')),
                ('due_on', models.DateField(verbose_name='完成期限')),
                ('progress', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('poor', models.BooleanField(default=False, verbose_name='成效不佳')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2999)], verbose_name='年度')),
                ('holder', models.CharField(choices=[('party', '党组织'), ('secretary', '书记'), ('member', '班子成员')], max_length=10, verbose_name='责任主体')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='职务')),
                ('responsible', models.CharField(blank=True, max_length=60, verbose_name='责任人')),
                ('category', models.CharField(choices=[('politics', '政治建设'), ('organization', '组织建设'), ('team', '队伍建设'), ('conduct', '作风和廉政建设'), ('service', '服务群众'), ('governance', '基层治理'), ('cobuilding', '共驻共建'), ('other', '其他')], max_length=14, verbose_name='类别')),
                ('title', models.CharField(max_length=120, verbose_name='责任事项')),
                ('content', models.TextField(max_length=2000, verbose_name='责任内容')),
                ('measures', models.TextField(blank=True, max_length=2000, verbose_name='落实措施')),
                ('outcome', models.TextField(blank=True, max_length=2000, verbose_name='落实情况')),
                ('status', models.CharField(choices=[('built', '待认领'), ('claimed', '已认领'), ('published', '已公示'), ('submitted', '待验收'), ('accepted', '已验收'), ('discarded', '已作废')], default='built', max_length=10, verbose_name='状态')),
                ('result', models.CharField(blank=True, choices=[('met', '完成'), ('partly', '基本完成'), ('unmet', '未完成')], max_length=8, verbose_name='验收结果')),
                ('result_note', models.CharField(blank=True, max_length=500, verbose_name='验收意见')),
                ('built_at', models.DateTimeField(verbose_name='建立时间')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='认领时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='公示时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='申请验收时间')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='验收时间')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responsibilities', to='org.organization', verbose_name='责任组织')),
            ],
            options={
                'verbose_name': '责任事项',
                'verbose_name_plural': '责任清单',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'year'], name='responsibil_organiz_93a594_idx'), models.Index(fields=['year', 'status'], name='responsibil_year_09e26d_idx'), models.Index(condition=models.Q(('status', 'built'), ('status', 'claimed'), ('status', 'published'), _connector='OR'), fields=['due_on'], name='responsibilities_running_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['built', 'claimed', 'published', 'submitted', 'accepted', 'discarded'])), name='responsibilities_status'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('started_on'))), name='responsibilities_term'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='responsibilities_progress'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted'), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='responsibilities_accepted_with_result'), models.UniqueConstraint(condition=models.Q(('status', 'discarded'), _negated=True), fields=('organization', 'year', 'holder', 'title'), name='responsibilities_once')],
            },
        ),
        migrations.CreateModel(
            name='ResponsibilityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passed', models.BooleanField(verbose_name='是否落实')),
                ('findings', models.TextField(max_length=2000, verbose_name='检查情况')),
                ('by_label', models.CharField(max_length=120, verbose_name='检查人')),
                ('at', models.DateTimeField(verbose_name='检查时间')),
                ('responsibility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='responsibilities.responsibility', verbose_name='责任事项')),
            ],
            options={
                'verbose_name': '履责检查',
                'verbose_name_plural': '履责检查',
                'ordering': ('-id',),
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ResponsibilityReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('progress', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('by_label', models.CharField(max_length=120, verbose_name='报告人')),
                ('at', models.DateTimeField(verbose_name='报告时间')),
                ('text', models.TextField(max_length=2000, verbose_name='落实进展')),
                ('final', models.BooleanField(default=False, verbose_name='申请验收')),
                ('responsibility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='responsibilities.responsibility', verbose_name='责任事项')),
            ],
            options={
                'verbose_name': '落实进展',
                'verbose_name_plural': '落实进展',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='responsibilities_report_progress')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ResponsibilityFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='responsibilities.responsibilityreport', verbose_name='落实进展')),
            ],
            options={
                'verbose_name': '责任落实佐证',
                'verbose_name_plural': '责任落实佐证',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('report', 'sha256'), name='responsibilities_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
