"""The tables of journeys."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0012_messaging")]

    operations: list[migrations.operations.base.Operation] = []
