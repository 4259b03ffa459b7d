"""Caps on messages per relationship type."""

from django.db import migrations, models
from django.db.models import Q

TYPES = [
    ("exchange_only", "Exchange Only"),
    ("occasional", "Occasional"),
    ("regular", "Regular"),
    ("friend", "Friend"),
    ("partner", "Partner"),
    ("strained", "Strained"),
    ("unknown", "Unknown"),
]
CHOSEN = """
UPDATE crm_sending_settings SET has_chosen_caps = true
WHERE EXISTS (SELECT FROM crm_frequency_cap)
"""
# Caps of a type mean nothing to the version before.
FORGET = "DELETE FROM crm_frequency_cap WHERE relationship_type <> ''"


class Migration(migrations.Migration):
    """Add the type to the caps, and whether staff have chosen any."""

    dependencies = [("saleor_crm_plugin", "0025_imports")]

    operations = [
        migrations.AddField(
            "sendingsettings",
            "has_chosen_caps",
            models.BooleanField(default=False, db_default=False),
        ),
        migrations.AddField(
            "frequencycap",
            "relationship_type",
            models.CharField(
                max_length=16, choices=TYPES, blank=True, default="", db_default=""
            ),
        ),
        migrations.RemoveConstraint("frequencycap", "crm_frequency_cap_once"),
        migrations.RunSQL(migrations.RunSQL.noop, FORGET),
        migrations.AddConstraint(
            "frequencycap",
            models.UniqueConstraint(
                name="crm_frequency_cap_once",
                fields=["channel", "relationship_type", "hours"],
            ),
        ),
        migrations.AddConstraint(
            "frequencycap",
            models.CheckConstraint(
                name="crm_frequency_cap_relation",
                condition=Q(relationship_type__in=["", *(code for code, _ in TYPES)]),
            ),
        ),
        migrations.RunSQL(CHOSEN, migrations.RunSQL.noop),
    ]
