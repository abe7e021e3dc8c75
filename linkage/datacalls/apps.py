from django.apps import AppConfig


class DataCallsConfig(AppConfig):
    name = "linkage.datacalls"
    label = "datacalls"
    verbose_name = "数据调度"
    domain = "datacall"

    def ready(self) -> None:
        # Dates, whom it concerns, what is called to mind, what holds a place, what waits.
        from linkage.datacalls import due, notices, reminders, ties, waiting  # noqa: F401
