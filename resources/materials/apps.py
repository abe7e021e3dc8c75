from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    name = "resources.materials"
    label = "materials"
    verbose_name = "资料共享"
    domain = "material"

    def ready(self) -> None:
        # Whom it concerns, what ends by itself, what goes along with places and units, what waits.
        from resources.materials import ending, notices, ties, waiting  # noqa: F401
