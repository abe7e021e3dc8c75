from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "linkage.bulletins"
    label = "bulletins"
    verbose_name = "通知通报"
    domain = "bulletin"

    def ready(self) -> None:
        # Dates, whom it concerns, what is called to mind, what holds a place, what waits.
        from linkage.bulletins import due, notices, reminders, ties, waiting  # noqa: F401
