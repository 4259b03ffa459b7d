"""Imports and what they brought."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0024_behavior"),
    ]

    operations: list[migrations.operations.base.Operation] = []
