from django.apps import AppConfig


class TrustedConfig(AppConfig):
    name = "api.trusted"
    label = "trusted"
    verbose_name = "已登记的文档"
