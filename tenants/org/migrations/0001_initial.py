import core.rulebook
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import tenants.org.models.posts
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('guardian', '0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more'),
    ]

    operations = [
        migrations.CreateModel(
            name='ObjectGrant',
            fields=[
            ],
            options={
                'verbose_name': '专项权限',
                'verbose_name_plural': '专项权限',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('guardian.userobjectpermission',),
        ),
        migrations.CreateModel(
            name='DistrictSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim_response_days', models.PositiveSmallIntegerField(default=3, verbose_name='认领答复期限（天）')),
                ('report_heading', models.CharField(blank=True, max_length=60, verbose_name='通报发文机关标志')),
                ('report_confirm_days', models.PositiveSmallIntegerField(default=5, verbose_name='季度数据社区确认期限（天）')),
                ('report_review_days', models.PositiveSmallIntegerField(default=8, verbose_name='季度数据街道审核期限（天）')),
                ('needs_met_target', models.DecimalField(decimal_places=3, default=Decimal('0.800'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='需求办结率目标')),
                ('claims_closed_target', models.DecimalField(decimal_places=3, default=Decimal('0.900'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='认领兑现率目标')),
                ('answered_on_time_target', models.DecimalField(decimal_places=3, default=Decimal('0.950'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='按期答复率目标')),
                ('satisfaction_target', models.DecimalField(decimal_places=2, default=Decimal('4.50'), max_digits=3, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(Decimal('5'))], verbose_name='双方满意度目标（分）')),
                ('report_document_mark', models.CharField(default='联动通报', max_length=20, verbose_name='发文字号机关代字')),
                ('weight_needs_met', models.DecimalField(decimal_places=3, default=Decimal('0.400'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='得分权重：需求办结率')),
                ('weight_claims_closed', models.DecimalField(decimal_places=3, default=Decimal('0.300'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='得分权重：认领兑现率')),
                ('weight_satisfaction', models.DecimalField(decimal_places=3, default=Decimal('0.300'), max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1'))], verbose_name='得分权重：双方满意度')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': '区级设置',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='org_settings_single')],
            },
        ),
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=255, unique=True)),
                ('depth', models.PositiveIntegerField()),
                ('numchild', models.PositiveIntegerField(default=0)),
                ('code', models.CharField(max_length=16, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('level', models.CharField(choices=[('district', '区'), ('subdistrict', '街道'), ('area', '片区'), ('community', '社区'), ('grid', '网格')], max_length=12, verbose_name='层级')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=240, verbose_name='拼音')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
            ],
            options={
                'verbose_name': '组织',
                'verbose_name_plural': '组织',
                'permissions': (('view_subtree', '查看该组织及下级'), ('coordinate_subtree', '协调办理该组织及下级事项')),
                'indexes': [models.Index(fields=['level', 'path'], name='org_organiz_level_7612bb_idx'), models.Index(django.db.models.functions.text.Left('path', django.db.models.expressions.CombinedExpression(django.db.models.functions.text.Length('path'), '-', models.Value(4))), name='org_organization_parent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['district', 'subdistrict', 'area', 'community', 'grid'])), name='org_organization_level')],
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=240, verbose_name='拼音')),
                ('kind', models.CharField(choices=[('department', '区直部门'), ('outpost', '派出机构')], max_length=12, verbose_name='类别')),
                ('duties', models.TextField(blank=True, max_length=1000, verbose_name='主要职责')),
                ('party_organization', models.CharField(blank=True, max_length=120, verbose_name='党组织名称')),
                ('office_phone', models.CharField(blank=True, max_length=30, verbose_name='办公电话')),
                ('status', models.CharField(choices=[('active', '在用'), ('retired', '已撤销')], default='active', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outposts', to='org.department', verbose_name='主管部门')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='org.organization', verbose_name='所在组织')),
            ],
            options={
                'verbose_name': '部门',
                'verbose_name_plural': '部门',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'department'), ('parent', None)), models.Q(('kind', 'outpost'), ('parent__isnull', False)), _connector='OR'), name='org_department_kind'), models.CheckConstraint(condition=models.Q(('status__in', ['active', 'retired'])), name='org_department_status'), models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('organization', 'name'), name='org_department_name_once')],
            },
        ),
        migrations.CreateModel(
            name='PostRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('remind_before', core.rulebook.DayListField(blank=True, default=tenants.org.models.posts.month_week_day, verbose_name='任期届满前几天提醒')),
            ],
            options={
                'verbose_name': '职务任期',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='org_postrules_single')],
            },
        ),
        migrations.CreateModel(
            name='ResidentUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='单位名称')),
                ('pinyin', models.CharField(blank=True, db_index=True, max_length=480, verbose_name='拼音')),
                ('kind', models.CharField(choices=[('government', '机关'), ('institution', '事业单位'), ('state_firm', '国有企业'), ('private_firm', '非公企业'), ('social', '社会组织'), ('school', '学校'), ('hospital', '医院'), ('military', '军队/武警'), ('other', '其他')], max_length=16, verbose_name='单位类型')),
                ('affiliation', models.CharField(choices=[('central', '中央'), ('province', '省（直辖市）'), ('city', '市'), ('district', '区'), ('none', '无')], default='none', max_length=10, verbose_name='隶属')),
                ('rank', models.CharField(blank=True, max_length=20, verbose_name='行政级别')),
                ('party_organization', models.CharField(blank=True, max_length=120, verbose_name='党组织名称')),
                ('party_members', models.PositiveIntegerField(default=0, verbose_name='党员数')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='地址')),
                ('credit_code', models.CharField(blank=True, max_length=18, null=True, unique=True, validators=[django.core.validators.RegexValidator('^[0-9A-HJ-NPQRTUWXY]{18}$', '统一社会信用代码为 18 位。')], verbose_name='统一社会信用代码')),
                ('status', models.CharField(choices=[('active', '在册'), ('retired', '已迁出或注销')], default='active', max_length=10, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='org.residentunit', verbose_name='已并入的单位')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='org.organization', verbose_name='所在组织')),
            ],
            options={
                'verbose_name': '驻区单位',
                'verbose_name_plural': '驻区单位',
                'permissions': (('view_unit_affairs', '查看该单位事项'), ('act_for_unit', '代该单位办理事项')),
                'indexes': [models.Index(fields=['organization', 'id'], name='org_residen_organiz_8f3fbf_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('organization', 'name'), name='org_unit_name_once'), models.CheckConstraint(condition=models.Q(('merged_into', None), ('status', 'retired'), _connector='OR'), name='org_unit_merged')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('role', models.CharField(choices=[('district_leader', '区委领导'), ('district_office', '区委组织部'), ('subdistrict_secretary', '街道书记'), ('subdistrict_office', '街道党建办'), ('community_secretary', '社区书记'), ('community_officer', '社区专员'), ('committee_member', '兼职委员'), ('department_head', '部门负责人'), ('department_officer', '部门联络员'), ('unit_head', '驻区单位负责人'), ('unit_liaison', '驻区单位联络员'), ('system_admin', '系统管理员'), ('security_admin', '安全管理员'), ('audit_admin', '审计管理员'), ('client', '第三方应用')], max_length=24, verbose_name='角色')),
                ('kind', models.CharField(choices=[('regular', '专任'), ('concurrent', '兼职委员'), ('cross', '交叉任职'), ('seconded', '挂职')], default='regular', max_length=12, verbose_name='任职方式')),
                ('title', models.CharField(blank=True, max_length=60, verbose_name='职务名称')),
                ('starts_on', models.DateField(verbose_name='任职日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='离任日期')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='org.department', verbose_name='任职部门')),
                ('home_department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.department', verbose_name='派出部门')),
                ('home_organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='派出组织')),
                ('organization', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='org.organization', verbose_name='任职组织')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('home_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.residentunit', verbose_name='派出单位')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='org.residentunit', verbose_name='任职单位')),
            ],
            options={
                'verbose_name': '职务',
                'verbose_name_plural': '职务',
                'indexes': [models.Index(fields=['user', 'ends_on'], name='org_post_user_id_08e21e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('department', None), ('organization__isnull', False), ('unit', None)), models.Q(('department', None), ('organization', None), ('unit__isnull', False)), models.Q(('department__isnull', False), ('organization', None), ('unit', None)), _connector='OR'), name='org_post_one_place'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='org_post_term'), models.CheckConstraint(condition=models.Q(models.Q(('home_department', None), ('home_organization', None), ('home_unit', None), ('kind', 'regular')), models.Q(('home_department', None), ('home_organization', None), ('home_unit__isnull', False)), models.Q(('home_department', None), ('home_organization__isnull', False), ('home_unit', None)), models.Q(('home_department__isnull', False), ('home_organization', None), ('home_unit', None)), _connector='OR'), name='org_post_home')],
            },
        ),
    ]
