from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "linkage.supervision"
    label = "supervision"
    verbose_name = "督办"
    domain = "supervision"

    def ready(self) -> None:
        # What concerns whom, what waits for whom, and the ladder.
        from linkage.supervision import ladder, notices, waiting  # noqa: F401
