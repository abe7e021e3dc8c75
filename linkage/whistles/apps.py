from django.apps import AppConfig


class WhistlesConfig(AppConfig):
    name = "linkage.whistles"
    label = "whistles"
    verbose_name = "吹哨报到"
    domain = "whistle"

    def ready(self) -> None:
        # Dates, whom it concerns, what is said in time, what holds a place or a department, what waits.
        from linkage.whistles import due, notices, reminders, ties, waiting  # noqa: F401
