"""Segments and their members."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0022_insight"),
    ]

    operations: list[migrations.operations.base.Operation] = []
