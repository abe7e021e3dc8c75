import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import resources.materials.models
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
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('title', models.CharField(max_length=120, verbose_name='标题')),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('content', models.TextField(max_length=10000, verbose_name='内容')),
                ('ends_on', models.DateField(verbose_name='有效期至')),
                ('status', models.CharField(choices=[('draft', '草稿'), ('submitted', '待审核'), ('returned', '已退回'), ('published', '已发布'), ('withdrawn', '已下架'), ('expired', '已过期')], default='draft', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='起草时间')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='首次提交时间')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='公开范围')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='所属组织')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='所属单位')),
            ],
            options={
                'verbose_name': '共享资料',
                'verbose_name_plural': '共享资料',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='materials_place'), models.Index(fields=['unit', 'status'], name='materials_unit'), models.Index(condition=models.Q(('status', 'published')), fields=['audience'], name='materials_audience'), models.Index(condition=models.Q(('status', 'published')), fields=['ends_on'], name='materials_ending')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'returned', 'published', 'withdrawn', 'expired'])), name='materials_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['published', 'expired']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='materials_published')],
            },
        ),
        migrations.CreateModel(
            name='MaterialFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('material', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='materials.material', verbose_name='共享资料')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '共享资料附件',
                'verbose_name_plural': '共享资料附件',
                'ordering': ('id',),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('material', 'sha256'), name='materials_file_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='MaterialRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('kinds', core.rulebook.WordListField(blank=True, default=resources.materials.models.usual_kinds, help_text='按显示的顺序填写；已有资料的类别不能去掉。', verbose_name='资料类别')),
                ('open_days', core.rulebook.DaysField(default=180, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='默认有效期（天）')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=resources.materials.models.one_week, verbose_name='到期前几天提醒发布方')),
            ],
            options={
                'verbose_name': '资料共享',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='materials_materialrules_single')],
            },
        ),
    ]
