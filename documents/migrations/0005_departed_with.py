from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_shared_part_of_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="departure",
            name="latest",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,  # nobody had left before
        ),
    ]
