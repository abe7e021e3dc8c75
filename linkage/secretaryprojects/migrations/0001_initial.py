import core.rulebook
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
            name='SecretaryProject',
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
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='年度')),
                ('secretary', models.CharField(max_length=60, verbose_name='书记')),
                ('title', models.CharField(max_length=80, verbose_name='项目名称')),
                ('goal', models.TextField(max_length=2000, verbose_name='预期成效')),
                ('measures', models.TextField(max_length=4000, verbose_name='主要措施')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('returned', '退回补充'), ('running', '实施中'), ('concluding', '待验收'), ('rectifying', '验收不合格，整改中'), ('accepted', '验收合格'), ('benchmark', '标杆项目'), ('withdrawn', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('opinion', models.CharField(blank=True, max_length=500, verbose_name='审核和验收意见')),
                ('findings', models.CharField(blank=True, max_length=500, verbose_name='中期检查情况')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='申报时间')),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='立项时间')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='中期检查时间')),
                ('concluded_at', models.DateTimeField(blank=True, null=True, verbose_name='申请结项时间')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='验收时间')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secretary_projects', to='org.organization', verbose_name='申报组织')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='org.post', verbose_name='所任职务')),
            ],
            options={
                'verbose_name': '书记项目',
                'verbose_name_plural': '书记项目',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='secretaryprojects_place'), models.Index(fields=['year', 'status'], name='secretaryprojects_year'), models.Index(fields=['origin_type', 'origin_id'], name='secretaryprojects_origin')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'withdrawn'), _negated=True), fields=('organization', 'year'), name='secretaryprojects_once_a_year'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'returned', 'running', 'concluding', 'rectifying', 'accepted', 'benchmark', 'withdrawn'])), name='secretaryprojects_status'), models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='secretaryprojects_progress')],
            },
        ),
        migrations.CreateModel(
            name='ProjectReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('progress', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='进度（%）')),
                ('by_label', models.CharField(max_length=120, verbose_name='报告人')),
                ('at', models.DateTimeField(verbose_name='报告时间')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('quarter', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='季度')),
                ('text', models.TextField(max_length=2000, verbose_name='进展情况')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='secretaryprojects.secretaryproject', verbose_name='书记项目')),
            ],
            options={
                'verbose_name': '季度进展',
                'verbose_name_plural': '季度进展',
                'ordering': ('year', 'quarter'),
                'constraints': [models.UniqueConstraint(fields=('project', 'year', 'quarter'), name='secretaryprojects_report_once'), models.CheckConstraint(condition=models.Q(('progress__lte', 100), ('quarter__gte', 1), ('quarter__lte', 4)), name='secretaryprojects_report_figures')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='ProjectPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('problem', '解决一个问题'), ('report', '形成一个报告'), ('experience', '创造一条经验'), ('benchmark', '打造一个标杆')], max_length=10, verbose_name='内容')),
                ('text', models.TextField(blank=True, max_length=10000, verbose_name='正文')),
                ('written_at', models.DateTimeField(blank=True, null=True, verbose_name='填写时间')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='secretaryprojects.secretaryproject', verbose_name='书记项目')),
            ],
            options={
                'verbose_name': '书记项目内容',
                'verbose_name_plural': '书记项目内容',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('project', 'kind'), name='secretaryprojects_part_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['problem', 'report', 'experience', 'benchmark'])), name='secretaryprojects_part_kind')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='SecretaryProjectRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('communities', models.BooleanField(default=True, verbose_name='社区书记也要申报')),
                ('apply_month', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='每年几月底前申报')),
                ('report_days', core.rulebook.DaysField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='季度结束后几天内报告进展')),
            ],
            options={
                'verbose_name': '书记项目',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='secretaryprojects_secretaryprojectrules_single')],
            },
        ),
        migrations.CreateModel(
            name='ProjectPartFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='secretaryprojects.projectpart', verbose_name='书记项目内容')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '书记项目材料',
                'verbose_name_plural': '书记项目材料',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('part', 'sha256'), name='secretaryprojects_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
    ]
