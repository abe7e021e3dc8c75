from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "api.personal"
    label = "personal"
    verbose_name = "个人令牌"

    def ready(self) -> None:
        from api.personal import notices  # noqa: F401 - says whom a token that may write concerns
