"""Tables of tiers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0005_ledger")]

    operations = []
