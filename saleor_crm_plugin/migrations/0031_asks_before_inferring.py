"""Whether the shop asks people before it infers anything of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0030_codes_and_name_keys")]

    operations = [
        migrations.AddField(
            "privacysettings",
            "asks_before_inferring",
            models.BooleanField(default=False, db_default=False),
        ),
    ]
