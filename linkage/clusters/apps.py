from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "linkage.clusters"
    label = "clusters"
    verbose_name = "新兴领域"
    domain = "cluster"

    def ready(self) -> None:
        from linkage.clusters import notices, reminders, ties, verbs, waiting  # noqa: F401
