"""Merging of profiles."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0020_follow_ups_tidied"),
    ]

    operations: list[migrations.operations.base.Operation] = []
