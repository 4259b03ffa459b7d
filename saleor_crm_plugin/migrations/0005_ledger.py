"""Tables of ledger."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0004_observation")]

    operations = []
