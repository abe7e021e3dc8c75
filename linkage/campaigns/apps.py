from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "linkage.campaigns"
    label = "campaigns"
    verbose_name = "专项工作"
    domain = "campaign"

    def ready(self) -> None:
        # Dates, whom it concerns, what is said before a day comes, what holds a place, what waits.
        from linkage.campaigns import due, notices, reminders, ties, waiting  # noqa: F401
