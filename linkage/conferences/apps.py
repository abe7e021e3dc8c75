from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "linkage.conferences"
    label = "conferences"
    verbose_name = "议事会议"
    domain = "conference"

    def ready(self) -> None:
        from linkage.conferences import due, duties, notices, ties, waiting  # noqa: F401 - they register themselves
