"""Choices, lists of choices and templates count their changes, so that nobody writes over what they have not seen."""

from django.db import migrations, models

COUNTED = (
    ("sendingsettings", "version"),
    ("sendingsettings", "caps_version"),
    ("sendingsettings", "interests_version"),
    ("sendingsettings", "prices_version"),
    ("storefront", "version"),
    ("messagelist", "version"),
    ("behaviorsettings", "version"),
    ("template", "version"),
)


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0035_versions_of_programs")]

    operations = [
        migrations.AddField(
            model_name=model,
            name=name,
            # Processes of the version before make rows without it while the upgrade goes on.
            field=models.PositiveIntegerField(default=0, db_default=0),
        )
        for model, name in COUNTED
    ]
