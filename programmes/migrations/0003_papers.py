"""Existing plans become papers: letters of intent and letters with feedback are kept beside them, with their points."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("programmes", "0002_scope_and_numbers")]

    operations = [
        migrations.RenameModel("Plan", "Paper"),
        migrations.RenameField("basis", "plan", "paper"),
    ]
