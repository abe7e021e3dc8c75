from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = "考核通报"
    domain = "report"

    def ready(self) -> None:
        from assessment import notices  # noqa: F401 - registers whom the verbs concern
