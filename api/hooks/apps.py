from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "api.hooks"
    label = "hooks"
    verbose_name = "事件推送"

    def ready(self) -> None:
        from api.hooks import notices  # noqa: F401 - says whom a suspended webhook concerns
        from api.hooks.tasks import wake
        from core.outbox import after_commit

        after_commit(wake)
