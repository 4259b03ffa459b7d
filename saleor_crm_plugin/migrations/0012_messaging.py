"""The tables of messages, the gate and the channels."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0011_experiments")]

    operations: list[migrations.operations.base.Operation] = []
