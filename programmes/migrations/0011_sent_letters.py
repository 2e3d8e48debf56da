"""What a party has sent through Framtid never changes, and neither do its points."""

from django.db import migrations

from common.triggers import frozen_when

SENT = "EXISTS (SELECT 1 FROM programmes_paper p WHERE p.id = OLD.paper_id AND p.sharing_id IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0010_feedback"),
    ]

    operations = [
        frozen_when("programmes_paper", "OLD.sharing_id IS NOT NULL"),
        frozen_when("programmes_point", SENT),
    ]
