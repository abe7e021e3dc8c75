"""The Celery application: one worker and one beat serve every district.

A task names its district's schema as its first argument (see ``tenants.fanout``); no task relies on a
schema left over on the connection.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("liandong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
