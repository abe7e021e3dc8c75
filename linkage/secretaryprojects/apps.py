from django.apps import AppConfig


class SecretaryProjectsConfig(AppConfig):
    name = "linkage.secretaryprojects"
    label = "secretaryprojects"
    verbose_name = "书记项目"
    domain = "secretaryproject"

    def ready(self) -> None:
        # Dates, whom it concerns, what is called to mind, what holds a place, what waits.
        from linkage.secretaryprojects import due, notices, reminders, ties, waiting  # noqa: F401
