"""Rollups of customers and what is inferred from them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0021_identity_merging"),
    ]

    operations: list[migrations.operations.base.Operation] = []
