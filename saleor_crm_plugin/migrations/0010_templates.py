"""The tables of templates, their versions and their links."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0009_consent")]

    operations: list[migrations.operations.base.Operation] = []
