"""The table of what was told about carts."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0007_loyalty")]

    operations = [
        migrations.CreateModel(
            name="ToldCheckout",
            fields=[
                ("checkout_id", models.UUIDField(primary_key=True, serialize=False)),
                ("state", models.JSONField(null=True)),
                ("revision", models.IntegerField(default=0, db_default=0)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("user_id", models.IntegerField(null=True)),
                (
                    "email_hash",
                    models.CharField(max_length=64, default="", db_default=""),
                ),
                (
                    "channel",
                    models.CharField(max_length=255, default="", db_default=""),
                ),
                ("currency", models.CharField(max_length=3, default="", db_default="")),
                ("quantity", models.IntegerField(default=0, db_default=0)),
                (
                    "total_gross",
                    models.DecimalField(
                        max_digits=20, decimal_places=3, default=0, db_default=0
                    ),
                ),
                ("last_change", models.DateTimeField(null=True)),
                ("order_id", models.UUIDField(null=True)),
                ("is_open", models.BooleanField(default=False, db_default=False)),
                ("told_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_told_checkout",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_told_checkout_profile"
                    ),
                    models.Index(
                        fields=["last_change"],
                        name="crm_told_checkout_open",
                        condition=models.Q(is_open=True),
                    ),
                    models.Index(
                        fields=["told_at"],
                        name="crm_told_checkout_closed",
                        condition=models.Q(is_open=False),
                    ),
                ],
            },
        ),
    ]
