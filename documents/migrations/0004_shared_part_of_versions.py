import json

from django.db import migrations, models

from documents.editions import shared_digest
from documents.formats import upgraded

TABLE = "documents_version"


def fill(apps, schema_editor):
    """Give each version the checksum it would have got when it was frozen. Its trigger rests meanwhile."""
    versions = apps.get_model("documents", "Version").objects
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_append_only")
        for pk, content in versions.values_list("pk", "content").iterator(chunk_size=10):
            versions.filter(pk=pk).update(shared_sha256=shared_digest(upgraded(json.loads(content))))
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TABLE}_append_only")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_shared_part")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("version", "shared_sha256", models.CharField(max_length=64)),
    ]
