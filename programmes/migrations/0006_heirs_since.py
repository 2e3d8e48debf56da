from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0005_heirs"),
    ]

    operations = [
        migrations.AddField(
            model_name="numberalias",
            name="at",
            field=models.DateTimeField(default=datetime(2009, 1, 1, tzinfo=UTC)),
            preserve_default=False,  # nothing had been split or joined before
        ),
    ]
