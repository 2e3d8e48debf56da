from django.db import migrations

from common.triggers import unchanging


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [unchanging("files_storedfile")]
