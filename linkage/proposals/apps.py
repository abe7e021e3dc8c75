from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "linkage.proposals"
    label = "proposals"
    verbose_name = "提案办理"
    domain = "proposal"

    def ready(self) -> None:
        from linkage.proposals import due, duties, notices, ties, waiting  # noqa: F401 - they register themselves
