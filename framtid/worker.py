"""The Celery application: it only rings the bell; what is to be done stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framtid.settings")

app = Celery("framtid")
app.set_default()  # otherwise only the thread that imported this would know it, and a threaded web server has many
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="clock")
