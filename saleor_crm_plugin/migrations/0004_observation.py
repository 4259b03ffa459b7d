"""Tables of observation."""

from django.db import migrations, models
from django.db.models.functions import Now

MONEY = (
    "total_gross",
    "total_net",
    "shipping_gross",
    "shipping_net",
    "lines_gross",
    "lines_net",
    "paid",
    "paid_by_gift_cards",
    "refunded",
    "refunded_shipping",
    "charged_back",
)


def _money() -> models.DecimalField:
    return models.DecimalField(max_digits=20, decimal_places=3, default=0, db_default=0)


def _flag() -> models.BooleanField:
    return models.BooleanField(default=False, db_default=False)


def _hash() -> models.CharField:
    return models.CharField(max_length=64, default="", db_default="")


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0003_timeline")]

    operations = [
        migrations.CreateModel(
            name="Walk",
            fields=[
                (
                    "name",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("reached_at", models.DateTimeField(null=True)),
                ("reached_id", models.CharField(blank=True, default="", max_length=64)),
                ("seen", models.BigIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "crm_walk"},
        ),
        migrations.CreateModel(
            name="ToldCustomer",
            fields=[
                ("user_id", models.IntegerField(primary_key=True, serialize=False)),
                ("state", models.JSONField(null=True)),
                ("revision", models.IntegerField(default=0, db_default=0)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("email_hash", _hash()),
                ("verified_hash", _hash()),
                ("is_registered", _flag()),
                ("is_gone", _flag()),
                ("told_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_told_customer",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_told_customer_profile"
                    ),
                    models.Index(
                        fields=["email_hash"],
                        name="crm_told_customer_email",
                        condition=~models.Q(email_hash=""),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldOrder",
            fields=[
                ("order_id", models.UUIDField(primary_key=True, serialize=False)),
                ("state", models.JSONField(null=True)),
                ("revision", models.IntegerField(default=0, db_default=0)),
                ("fingerprint", models.BigIntegerField(null=True)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("user_id", models.IntegerField(null=True)),
                ("email_hash", _hash()),
                (
                    "channel",
                    models.CharField(max_length=255, default="", db_default=""),
                ),
                ("currency", models.CharField(max_length=3, default="", db_default="")),
                ("placed_at", models.DateTimeField(null=True)),
                *((name, _money()) for name in MONEY),
                ("is_placed", _flag()),
                ("is_canceled", _flag()),
                ("is_gone", _flag()),
                ("is_reissue", _flag()),
                ("told_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_told_order",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "placed_at"],
                        name="crm_told_order_profile",
                    ),
                    models.Index(
                        fields=["user_id"],
                        name="crm_told_order_user",
                        condition=models.Q(user_id__isnull=False),
                    ),
                    models.Index(
                        fields=["email_hash"],
                        name="crm_told_order_email",
                        condition=~models.Q(email_hash=""),
                    ),
                ],
            },
        ),
    ]
