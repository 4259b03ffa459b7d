"""Tables of observation."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0003_timeline")]

    operations = []
