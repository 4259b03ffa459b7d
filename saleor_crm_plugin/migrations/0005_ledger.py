"""Tables, functions and triggers of the ledger."""

from django.db import migrations, models
from django.db.models import PROTECT
from django.db.models.functions import Now

from ._0005_ledger_functions import BACKWARD, FORWARD


def row_id() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def points() -> models.BigIntegerField:
    return models.BigIntegerField(db_default=0, default=0)


def reference(
    model: str, *, related_name: str = "+", null: bool = False, checked: bool = True
) -> models.ForeignKey:
    return models.ForeignKey(
        f"saleor_crm_plugin.{model}",
        on_delete=PROTECT,
        related_name=related_name,
        null=null,
        db_index=False,
        db_constraint=checked,
    )


MINUS_THE_REST = (
    -models.F("pending")
    - models.F("available")
    - models.F("reserved")
    - models.F("burned")
    - models.F("expired")
    - models.F("clawed_back")
    - models.F("owed")
)
NOT_NEGATIVE = models.Q(
    models.Q(("pending__gte", 0)),
    models.Q(("available__gte", 0)),
    models.Q(("reserved__gte", 0)),
    models.Q(("burned__gte", 0)),
    models.Q(("expired__gte", 0)),
    models.Q(("clawed_back__gte", 0)),
)
KINDS = [
    "issued",
    "pending",
    "available",
    "reserved",
    "burned",
    "expired",
    "clawed_back",
    "owed",
]


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0004_observation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", row_id()),
                ("code", models.CharField(max_length=255, unique=True)),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_ledger_book",
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", row_id()),
                (
                    "book",
                    reference("book"),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=PROTECT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("issued", points()),
                ("pending", points()),
                ("available", points()),
                ("reserved", points()),
                ("burned", points()),
                ("expired", points()),
                ("clawed_back", points()),
                ("owed", points()),
                ("posting_count", points()),
            ],
            options={
                "db_table": "crm_ledger_account",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "profile"), name="crm_ledger_account_member"
                    ),
                    models.CheckConstraint(
                        condition=NOT_NEGATIVE,
                        name="crm_ledger_account_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issued__lte", 0), ("owed__lte", 0)),
                        name="crm_ledger_account_not_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "issued",
                                MINUS_THE_REST,
                            )
                        ),
                        name="crm_ledger_account_sums_to_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", row_id()),
                ("book", reference("book", checked=False)),
                (
                    "account",
                    reference("account", related_name="lots"),
                ),
                ("kind", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=255)),
                ("part", models.CharField(blank=True, default="", max_length=255)),
                ("sequence", models.IntegerField(default=1)),
                (
                    "origin",
                    reference("lot", null=True),
                ),
                ("rule", models.JSONField(default=dict)),
                ("earned_at", models.DateTimeField()),
                ("available_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("is_available", models.BooleanField()),
                ("granted", models.BigIntegerField()),
                ("pending", points()),
                ("available", points()),
                ("reserved", points()),
                ("burned", points()),
                ("expired", points()),
                ("clawed_back", points()),
                ("owed", points()),
                ("recalled", points()),
                ("forgiven", points()),
                (
                    "shortfall_policy",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=16,
                    ),
                ),
            ],
            options={
                "db_table": "crm_ledger_lot",
                "indexes": [
                    models.Index(
                        fields=["account", "earned_at"], name="crm_ledger_lot_earned"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("pending__gt", 0),
                            ("available__gt", 0),
                            ("owed__lt", 0),
                            ("forgiven__gt", 0),
                            _connector="OR",
                        ),
                        fields=["account"],
                        name="crm_ledger_lot_live",
                    ),
                    models.Index(
                        condition=models.Q(("available__gt", 0)),
                        fields=["expires_at", "id"],
                        name="crm_ledger_lot_expiry_due",
                    ),
                    models.Index(
                        condition=models.Q(("is_available", False)),
                        fields=["available_at", "id"],
                        name="crm_ledger_lot_release_due",
                    ),
                    models.Index(
                        condition=models.Q(("origin__isnull", False)),
                        fields=["origin"],
                        name="crm_ledger_lot_courtesy",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "source", "part", "sequence"),
                        name="crm_ledger_lot_cause",
                    ),
                    models.CheckConstraint(
                        condition=NOT_NEGATIVE,
                        name="crm_ledger_lot_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("forgiven__gte", 0), ("granted__gt", 0), ("owed__lte", 0)
                        ),
                        name="crm_ledger_lot_shortfall_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recalled__gte", 0), ("recalled__lte", models.F("granted"))
                        ),
                        name="crm_ledger_lot_recalled_of_granted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_available", True), ("pending", 0)),
                            models.Q(("available", 0), ("is_available", False)),
                            _connector="OR",
                        ),
                        name="crm_ledger_lot_pending_or_available",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Transaction",
            fields=[
                ("id", row_id()),
                ("book", reference("book", checked=False)),
                (
                    "kind",
                    models.CharField(
                        max_length=16,
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                (
                    "account",
                    reference("account"),
                ),
                (
                    "counterpart",
                    reference("account", null=True),
                ),
                ("lot", reference("lot", null=True, checked=False)),
                (
                    "reverses",
                    reference("transaction", null=True),
                ),
                ("points", models.BigIntegerField()),
                ("shortfall", points()),
                ("occurred_at", models.DateTimeField()),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_ledger_transaction",
                "indexes": [
                    models.Index(
                        fields=["account", "id"], name="crm_ledger_transaction_member"
                    ),
                    models.Index(
                        condition=models.Q(("counterpart__isnull", False)),
                        fields=["counterpart", "id"],
                        name="crm_ledger_receiver",
                    ),
                    models.Index(
                        condition=models.Q(("reverses__isnull", False)),
                        fields=["reverses"],
                        name="crm_ledger_transaction_undoes",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "kind", "key"),
                        name="crm_ledger_transaction_key",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind__in", ["void", "redeem"])),
                        fields=("reverses",),
                        name="crm_ledger_transaction_resolves_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", row_id()),
                (
                    "transaction",
                    reference("transaction", related_name="postings"),
                ),
                ("account", reference("account", checked=False)),
                ("ordinal", models.BigIntegerField()),
                (
                    "lot",
                    reference("lot"),
                ),
                (
                    "for_lot",
                    reference("lot", null=True),
                ),
                ("source", models.CharField(max_length=16)),
                ("destination", models.CharField(max_length=16)),
                ("points", models.BigIntegerField()),
            ],
            options={
                "db_table": "crm_ledger_posting",
                "indexes": [
                    models.Index(
                        fields=["transaction"], name="crm_ledger_posting_transaction"
                    ),
                    models.Index(
                        condition=models.Q(("for_lot__isnull", False)),
                        fields=["for_lot"],
                        name="crm_ledger_posting_for_lot",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "ordinal"),
                        name="crm_ledger_posting_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__gt", 0)),
                        name="crm_ledger_posting_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "source__in",
                                KINDS,
                            ),
                            (
                                "destination__in",
                                KINDS,
                            ),
                            models.Q(
                                ("source", models.F("destination")), _negated=True
                            ),
                        ),
                        name="crm_ledger_posting_two_accounts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "transaction",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="remark",
                        serialize=False,
                        to="saleor_crm_plugin.transaction",
                    ),
                ),
                ("reason", models.TextField()),
                ("author", models.CharField(max_length=255)),
            ],
            options={
                "db_table": "crm_ledger_remark",
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
