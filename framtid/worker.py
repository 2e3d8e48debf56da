"""The Celery application: it only rings the bell; what is to be done stands in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "framtid.settings")

app = Celery("framtid")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
