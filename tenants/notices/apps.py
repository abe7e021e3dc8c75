from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tenants.notices"
    label = "notices"
    verbose_name = "通知"

    def ready(self) -> None:
        from core.outbox import consume
        from tenants.notices.deliver import notify
        from tenants.notices.rules import concerns

        consume("notices", wants=concerns, handle=notify)
