from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "linkage.facilities"
    label = "facilities"
    verbose_name = "阵地台账"
    domain = "facility"

    def ready(self) -> None:
        from linkage.facilities import notices, waiting  # noqa: F401
