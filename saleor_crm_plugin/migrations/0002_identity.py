"""Tables of identity."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0001_outbox")]

    operations = []
