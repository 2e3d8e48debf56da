from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_bell_and_pulse")]

    operations = [
        migrations.AddField(
            "job", "also_asked_by", ArrayField(models.BigIntegerField(), default=list, db_default=[])
        ),  # an older worker's new rows have it too
    ]
