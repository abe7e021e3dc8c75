from django.apps import AppConfig


class UsageConfig(AppConfig):
    name = "api.usage"
    label = "usage"
    verbose_name = "接口用量"
