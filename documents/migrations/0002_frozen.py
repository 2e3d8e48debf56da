from django.db import migrations

from common.triggers import append_only, frozen_when


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        append_only("documents_version"),
        append_only("documents_edition"),
        frozen_when("documents_print", "OLD.file_id IS NOT NULL"),
    ]
