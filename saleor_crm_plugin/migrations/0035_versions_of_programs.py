"""Programs, ladders and tiers count their changes, so that nobody writes over what they have not seen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0034_attribution")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="version",
            field=models.PositiveIntegerField(default=1),
        )
        for name in ("program", "tierladder", "tier")
    ]
