"""A decision never changes. What lies before politicians already, or once lay there, gets its route."""

from django.db import migrations

from common.triggers import append_only

ROUTES = """
    INSERT INTO documents_route (version_id, city_id, summary, started_at)
    SELECT version_id, city_id, '', min(tabled_at) FROM documents_tabling GROUP BY version_id, city_id
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_routes")]

    operations = [
        append_only("documents_decision"),
        migrations.RunSQL(ROUTES, migrations.RunSQL.noop),
    ]
