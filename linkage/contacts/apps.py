from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "linkage.contacts"
    label = "contacts"
    verbose_name = "联系点"
    domain = "contact"

    def ready(self) -> None:
        # What concerns whom, what waits for whom, what is reminded of, and what holds a place.
        from linkage.contacts import notices, reminders, ties, waiting  # noqa: F401
