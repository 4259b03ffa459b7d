"""Leases of messages, out of the index that every decision touched."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0018_answers"),
    ]

    operations: list[migrations.operations.base.Operation] = []
