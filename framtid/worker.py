"""The Celery application: it only rings the bell; what is to be done stands in the database."""

import os

from celery import Celery
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framtid.settings")

app = Celery("framtid")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="clock")


@beat_init.connect
def sweep_at_once(**_):
    """What was left lying when the house stopped need not wait for the clock's first stroke."""
    app.send_task("jobs.sweep")
