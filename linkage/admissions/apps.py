from django.apps import AppConfig


class AdmissionsConfig(AppConfig):
    name = "linkage.admissions"
    label = "admissions"
    verbose_name = "职责下沉准入"
    domain = "admission"

    def ready(self) -> None:
        # Dates, whom it concerns, what holds a place or a department, what waits.
        from linkage.admissions import due, notices, ties, waiting  # noqa: F401
