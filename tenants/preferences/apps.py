from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    name = "tenants.preferences"
    label = "preferences"
    verbose_name = "个人设置"
