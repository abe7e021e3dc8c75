from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        from api import notices, reminders  # noqa: F401 - whom the term of a client concerns, and when it is said
        from api.actions import clients  # noqa: F401 - names what happens to clients
