"""Outgoing letters."""

from django.db import models


class Letter(models.Model):
    """One e-mail to one address. `sent_at` is empty until the mail server has taken it; then `body` is."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.to}: {self.subject}"
