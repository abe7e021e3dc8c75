from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "接口"

    def ready(self) -> None:
        from api import notices  # noqa: F401 - says whom the term of a client concerns
        from api.actions import clients  # noqa: F401 - names what happens to clients
