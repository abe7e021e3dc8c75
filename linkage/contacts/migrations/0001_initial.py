import core.rulebook
import core.visibility
import django.core.validators
import django.db.models.deletion
import linkage.contacts.models
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
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('leader', models.CharField(max_length=140, verbose_name='联系领导')),
                ('since', models.DateField(verbose_name='开始日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('status', models.CharField(choices=[('active', '联系中'), ('ended', '已结束')], default='active', max_length=10, verbose_name='状态')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_points', to='org.organization', verbose_name='联系组织')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_points', to='org.post', verbose_name='领导职务')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.organization', verbose_name='领导所在组织')),
            ],
            options={
                'verbose_name': '联系点',
                'verbose_name_plural': '联系点',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['organization', 'status'], name='contacts_co_organiz_d2606e_idx'), models.Index(fields=['seat', 'status'], name='contacts_co_seat_id_87554e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'ended'])), name='contacts_point_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'ended'), _negated=True), ('ended_on__isnull', False), _connector='OR'), name='contacts_point_ended'), models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('post', 'organization'), name='contacts_point_once')],
            },
        ),
        migrations.CreateModel(
            name='ContactRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('visits_per_quarter', models.PositiveSmallIntegerField(default=1, help_text='0 表示不作要求。', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='每个联系点每季度至少走访几次')),
                ('weak_needs_leader', models.BooleanField(default=True, verbose_name='每个薄弱组织都要有领导联系')),
                ('leader_takes_weak', models.BooleanField(default=True, verbose_name='每名区领导至少联系一个薄弱组织')),
                ('remind_days', core.rulebook.DayListField(blank=True, default=linkage.contacts.models.usual_remind_days, verbose_name='季度末前几天提醒还没有走访的')),
            ],
            options={
                'verbose_name': '联系点要求',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='contacts_contactrules_single')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('visited_on', models.DateField(verbose_name='走访日期')),
                ('summary', models.TextField(max_length=2000, verbose_name='走访情况')),
                ('findings', models.PositiveSmallIntegerField(default=0, verbose_name='发现问题数')),
                ('by_label', models.CharField(max_length=120, verbose_name='记录人')),
                ('at', models.DateTimeField(verbose_name='记录时间')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='contacts.contactpoint', verbose_name='联系点')),
            ],
            options={
                'verbose_name': '走访记录',
                'verbose_name_plural': '走访记录',
                'ordering': ('-visited_on', '-id'),
                'indexes': [models.Index(fields=['contact', 'visited_on'], name='contacts_vi_contact_5c0956_idx')],
            },
            bases=(core.visibility.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='WeakPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('reason', models.TextField(max_length=500, verbose_name='薄弱表现')),
                ('named_on', models.DateField(verbose_name='列入日期')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='验收日期')),
                ('outcome', models.TextField(blank=True, max_length=500, verbose_name='验收意见')),
                ('status', models.CharField(choices=[('named', '整顿中'), ('accepted', '已验收')], default='named', max_length=10, verbose_name='状态')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='weaknesses', to='org.organization', verbose_name='组织')),
            ],
            options={
                'verbose_name': '薄弱组织',
                'verbose_name_plural': '薄弱组织',
                'ordering': ('-id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['named', 'accepted'])), name='contacts_weak_status'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted'), _negated=True), ('accepted_on__isnull', False), _connector='OR'), name='contacts_weak_accepted'), models.UniqueConstraint(condition=models.Q(('status', 'named')), fields=('organization',), name='contacts_weak_once_at_a_time')],
            },
        ),
    ]
