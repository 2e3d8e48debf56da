"""The wiring: settings, addresses, the worker and the supervisor. Nothing imports it."""

from framtid.worker import app as celery_app

__all__ = ["celery_app"]
