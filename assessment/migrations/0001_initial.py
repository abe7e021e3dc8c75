import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='QuarterlyReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='季度')),
                ('edition', models.PositiveSmallIntegerField(default=1, verbose_name='第几版')),
                ('status', models.CharField(choices=[('draft', '数据确认中'), ('issued', '已签发'), ('superseded', '已被更正'), ('discarded', '已作废')], default='draft', max_length=10, verbose_name='状态')),
                ('number', models.CharField(blank=True, max_length=50, verbose_name='发文字号')),
                ('confirm_by', models.DateField(verbose_name='社区确认截止日期')),
                ('review_by', models.DateField(verbose_name='街道审核截止日期')),
                ('drafted_at', models.DateTimeField(verbose_name='生成时间')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='签发时间')),
                ('issued_by_label', models.CharField(blank=True, max_length=120, verbose_name='签发人')),
                ('issue_note', models.CharField(blank=True, max_length=500, verbose_name='未审核街道说明')),
                ('correction_note', models.CharField(blank=True, max_length=500, verbose_name='更正说明')),
                ('excluded', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None, verbose_name='更正时剔除的事件')),
                ('terms', models.JSONField(default=dict, verbose_name='生成时的区级设置')),
                ('content_hash', models.CharField(blank=True, max_length=64, verbose_name='数据摘要')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='assessment.quarterlyreport', verbose_name='更正对象')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='发布组织')),
            ],
            options={
                'verbose_name': '季度通报',
                'verbose_name_plural': '季度通报',
                'ordering': ('-year', '-quarter', '-edition'),
                'constraints': [models.UniqueConstraint(fields=('year', 'quarter', 'edition'), name='assessment_report_edition_once'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('year', 'quarter'), name='assessment_report_one_draft'), models.UniqueConstraint(condition=models.Q(('status', 'issued')), fields=('year', 'quarter'), name='assessment_report_one_issued'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('number',), name='assessment_report_number_once'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'issued', 'superseded', 'discarded'])), name='assessment_report_status'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['issued', 'superseded']), _negated=True), models.Q(('content_hash', ''), _negated=True), _connector='OR'), name='assessment_report_frozen')],
            },
        ),
        migrations.CreateModel(
            name='ReportEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('path', models.CharField(max_length=255, verbose_name='组织路径')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('level', models.CharField(choices=[('district', '区'), ('subdistrict', '街道'), ('area', '片区'), ('community', '社区'), ('grid', '网格')], max_length=12, verbose_name='层级')),
                ('status', models.CharField(choices=[('draft', '待办理'), ('returned', '已退回'), ('confirmed', '社区已确认'), ('reviewed', '街道已审核')], default='draft', max_length=10, verbose_name='状态')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='确认时间')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='审核时间')),
                ('done_by_label', models.CharField(blank=True, max_length=120, verbose_name='办理人')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('return_reason', models.CharField(blank=True, max_length=500, verbose_name='退回原因')),
                ('score', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='综合得分')),
                ('rank', models.PositiveIntegerField(blank=True, null=True, verbose_name='名次')),
                ('previous_rank', models.PositiveIntegerField(blank=True, null=True, verbose_name='上季度名次')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='组织')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='assessment.quarterlyreport', verbose_name='季度通报')),
                ('street', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='communities', to='assessment.reportentry', verbose_name='所属街道')),
            ],
            options={
                'verbose_name': '通报数据',
                'verbose_name_plural': '通报数据',
                'ordering': ('path',),
                'indexes': [models.Index(fields=['report', 'path'], name='assessment_entry_path', opclasses=['int8_ops', 'varchar_pattern_ops']), models.Index(fields=['report', 'level', 'rank'], name='assessment_entry_rank')],
                'constraints': [models.UniqueConstraint(fields=('report', 'organization'), name='assessment_entry_once'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'returned', 'confirmed', 'reviewed'])), name='assessment_entry_status')],
            },
        ),
        migrations.CreateModel(
            name='ReportFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=30, verbose_name='指标')),
                ('value', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='数值')),
                ('numerator', models.DecimalField(decimal_places=4, max_digits=16, verbose_name='分子')),
                ('denominator', models.DecimalField(decimal_places=4, max_digits=16, verbose_name='分母')),
                ('previous', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='上季度数值')),
                ('year_before', models.DecimalField(decimal_places=2, max_digits=14, null=True, verbose_name='上年同期数值')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='assessment.reportentry', verbose_name='通报数据')),
            ],
            options={
                'verbose_name': '通报指标值',
                'verbose_name_plural': '通报指标值',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('entry', 'indicator'), name='assessment_figure_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60, verbose_name='动作')),
                ('count', models.PositiveIntegerField(verbose_name='件数')),
                ('hits', models.PositiveIntegerField(default=0, verbose_name='按期件数')),
                ('total', models.DecimalField(decimal_places=4, default=0, max_digits=16, verbose_name='合计')),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='计入的事件')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='assessment.reportentry', verbose_name='通报数据')),
            ],
            options={
                'verbose_name': '计数',
                'verbose_name_plural': '计数',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('entry', 'verb'), name='assessment_tally_once')],
            },
        ),
    ]
