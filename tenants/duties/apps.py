from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "tenants.duties"
    label = "duties"
    verbose_name = "每日例行事项"
