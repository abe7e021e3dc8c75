import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.OAUTH2_PROVIDER_APPLICATION_MODEL),
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本')),
                ('url', models.CharField(max_length=500, verbose_name='接收地址')),
                ('verbs', models.JSONField(default=list, verbose_name='推送的动作')),
                ('status', models.CharField(choices=[('active', '使用中'), ('paused', '已暂停'), ('suspended', '因失败停发'), ('removed', '已删除')], default='active', max_length=10, verbose_name='状态')),
                ('salt', models.CharField(max_length=64)),
                ('old_salt', models.CharField(blank=True, max_length=64)),
                ('old_until', models.DateTimeField(blank=True, null=True, verbose_name='旧密钥有效至')),
                ('position', models.BigIntegerField(default=0)),
                ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='连续失败自')),
                ('rests_until', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='登记时间')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='webhooks', to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL, verbose_name='应用')),
            ],
            options={
                'verbose_name': '事件推送',
                'verbose_name_plural': '事件推送',
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['active', 'paused', 'suspended', 'removed'])), name='hooks_webhook_status'), models.UniqueConstraint(condition=models.Q(('status', 'removed'), _negated=True), fields=('client', 'url'), name='hooks_webhook_once')],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='消息编号')),
                ('verb', models.CharField(max_length=60, verbose_name='动作')),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('subject_label', models.CharField(max_length=200, verbose_name='对象')),
                ('status', models.CharField(choices=[('waiting', '待发送'), ('delivered', '已送达'), ('failed', '已放弃'), ('withheld', '不发送')], default='waiting', max_length=10, verbose_name='状态')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='已发送次数')),
                ('due_at', models.DateTimeField(verbose_name='下次发送时间')),
                ('taken_until', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='产生时间')),
                ('done_at', models.DateTimeField(null=True, verbose_name='结束时间')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('body', models.TextField(blank=True, verbose_name='内容')),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.event', verbose_name='事件')),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='hooks.webhook', verbose_name='事件推送')),
            ],
            options={
                'verbose_name': '推送消息',
                'verbose_name_plural': '推送消息',
                'ordering': ('-id',),
                'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['webhook', 'due_at'], name='hooks_delivery_due'), models.Index(condition=models.Q(('status', 'waiting')), fields=['webhook', 'subject_type', 'subject_id', 'id'], name='hooks_delivery_order'), models.Index(fields=['done_at'], name='hooks_delivery_done')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['waiting', 'delivered', 'failed', 'withheld'])), name='hooks_delivery_status'), models.UniqueConstraint(fields=('webhook', 'event'), name='hooks_delivery_once')],
            },
        ),
        migrations.CreateModel(
            name='WebhookAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('url', models.CharField(max_length=500, verbose_name='接收地址')),
                ('headers', models.TextField(blank=True, default='', verbose_name='请求头')),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='答复状态')),
                ('answer', models.TextField(blank=True, verbose_name='答复内容')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='失败原因')),
                ('milliseconds', models.PositiveIntegerField(verbose_name='用时（毫秒）')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='hooks.webhookdelivery', verbose_name='推送消息')),
            ],
            options={
                'verbose_name': '发送记录',
                'verbose_name_plural': '发送记录',
                'ordering': ('-id',),
            },
        ),
    ]
