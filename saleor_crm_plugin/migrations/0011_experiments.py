"""The tables of holdouts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0010_templates")]

    operations: list[migrations.operations.base.Operation] = []
