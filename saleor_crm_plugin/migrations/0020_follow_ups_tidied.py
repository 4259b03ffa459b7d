"""What the follow-ups still lacked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0019_message_leases"),
    ]

    operations: list[migrations.operations.base.Operation] = []
