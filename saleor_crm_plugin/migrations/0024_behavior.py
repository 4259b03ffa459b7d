"""What people look at and look for."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0023_segments"),
    ]

    operations: list[migrations.operations.base.Operation] = []
