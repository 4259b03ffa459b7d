"""Tables of outbox."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0086_auto_20240805_0851"),
        ("channel", "0022_merge_20250708_1220"),
    ]

    operations = []
