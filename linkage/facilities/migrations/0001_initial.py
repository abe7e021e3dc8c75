import core.rulebook
import core.visibility
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import linkage.facilities.models
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
            name='Facility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('service_area', models.DecimalField(decimal_places=1, default=Decimal('0.0'), max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='服务用房面积（㎡）')),
                ('outdoor_area', models.DecimalField(decimal_places=1, default=Decimal('0.0'), max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='室外活动场地面积（㎡）')),
                ('books', models.PositiveIntegerField(default=0, verbose_name='藏书（册）')),
                ('rooms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('office', '党支部居委会办公室'), ('library', '图书和电子阅览室'), ('talks', '民情恳谈室'), ('police', '警务室'), ('members', '党员活动室'), ('culture', '文体活动室'), ('serving', '在职党员联络站'), ('mobile', '流动党员管理服务站'), ('labour', '劳动保障工作站'), ('health', '卫生计生服务站'), ('party_school', '业余党校'), ('science_school', '科普学校'), ('hall', '便民服务大厅'), ('centre', '社区服务中心')], max_length=16), blank=True, default=list, size=None, verbose_name='已有功能室')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('checked_on', models.DateField(verbose_name='核对日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='facility', to='org.organization', verbose_name='社区')),
            ],
            options={
                'verbose_name': '阵地台账',
                'verbose_name_plural': '阵地台账',
                'indexes': [models.Index(fields=['checked_on'], name='facilities__checked_1a87c4_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outdoor_area__gte', 0), ('service_area__gte', 0)), name='facilities_facility_area')],
            },
        ),
        migrations.CreateModel(
            name='FacilityPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to=tenants.attachments.attachment_path, verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('content_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(10485760)], verbose_name='大小')),
                ('sha256', models.CharField(max_length=64, verbose_name='摘要')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('room', models.CharField(blank=True, choices=[('office', '党支部居委会办公室'), ('library', '图书和电子阅览室'), ('talks', '民情恳谈室'), ('police', '警务室'), ('members', '党员活动室'), ('culture', '文体活动室'), ('serving', '在职党员联络站'), ('mobile', '流动党员管理服务站'), ('labour', '劳动保障工作站'), ('health', '卫生计生服务站'), ('party_school', '业余党校'), ('science_school', '科普学校'), ('hall', '便民服务大厅'), ('centre', '社区服务中心')], max_length=16, verbose_name='功能室')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='facilities.facility', verbose_name='阵地台账')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
            ],
            options={
                'verbose_name': '阵地照片',
                'verbose_name_plural': '阵地照片',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('facility', 'sha256'), name='facilities_photo_once')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='FacilityRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('service_area', models.DecimalField(decimal_places=1, default=Decimal('300.0'), max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='服务用房面积下限（㎡）')),
                ('outdoor_area', models.DecimalField(decimal_places=1, default=Decimal('200.0'), max_digits=8, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100000'))], verbose_name='室外活动场地面积下限（㎡）')),
                ('books', models.PositiveIntegerField(default=1000, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000000)], verbose_name='藏书下限（册）')),
                ('rooms', linkage.facilities.models.RoomListField(blank=True, default=linkage.facilities.models.all_rooms, help_text='不要求的从中删去。', verbose_name='应有的功能室')),
                ('check_days', core.rulebook.DaysField(default=365, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='台账几天内应核对一次')),
            ],
            options={
                'verbose_name': '阵地建设标准',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='facilities_facilityrules_single')],
            },
        ),
    ]
