from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "linkage.consultations"
    label = "consultations"
    verbose_name = "征求意见"
    domain = "consultation"

    def ready(self) -> None:
        from linkage.consultations import notices, reminders, ties, waiting  # noqa: F401
