"""The tables of consent and suppression."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0008_told_checkouts")]

    operations: list[migrations.operations.base.Operation] = []
