"""The tables of attribution and its rules, and of what messages cost."""

from django.db import migrations, models
from django.db.models import F, Q

_MODELS = ["last_click", "last_touch", "first_touch", "linear"]
_KINDS = ["code", "click", "open", "sent"]

# Shares of an order are written together and looked at together, when all are there.
ADDS_UP = """
CREATE FUNCTION crm_attribution_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM crm_attribution
        WHERE order_id = NEW.order_id AND model = NEW.model
        HAVING sum(weight) > 10000 OR sum(amount) > min(net) OR min(net) <> max(net)
    ) THEN
        RAISE EXCEPTION 'Shares of order % by % are more than the order.', NEW.order_id, NEW.model
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER crm_attribution_adds_up
    AFTER INSERT OR UPDATE ON crm_attribution
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION crm_attribution_adds_up();
"""
ANYTHING = """
DROP TRIGGER crm_attribution_adds_up ON crm_attribution;
DROP FUNCTION crm_attribution_adds_up();
"""


def _one_of(values: list[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0033_codes")]

    operations = [
        migrations.CreateModel(
            name="AttributionRule",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source_kind",
                        "source_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("source_kind", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=64)),
                ("window_days", models.PositiveSmallIntegerField()),
                (
                    "weakest",
                    models.CharField(choices=_one_of(_KINDS), max_length=8),
                ),
            ],
            options={
                "db_table": "crm_attribution_rule",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(window_days__gte=1, window_days__lte=90),
                        name="crm_attribution_rule_window",
                    ),
                    models.CheckConstraint(
                        condition=Q(weakest__in=_KINDS),
                        name="crm_attribution_rule_weakest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attribution",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id",
                        "model",
                        "message_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("order_id", models.UUIDField()),
                (
                    "model",
                    models.CharField(choices=_one_of(_MODELS), max_length=12),
                ),
                ("message_id", models.BigIntegerField()),
                ("source_kind", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=64)),
                ("weight", models.PositiveSmallIntegerField()),
                ("window_days", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(choices=_one_of(_KINDS), max_length=8)),
                ("touched_at", models.DateTimeField()),
                ("currency", models.CharField(max_length=3)),
                ("net", models.DecimalField(decimal_places=3, max_digits=20)),
                ("amount", models.DecimalField(decimal_places=3, max_digits=20)),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_attribution",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(model__in=_MODELS), name="crm_attribution_model"
                    ),
                    models.CheckConstraint(
                        condition=Q(kind__in=_KINDS), name="crm_attribution_kind"
                    ),
                    models.CheckConstraint(
                        condition=Q(weight__gte=1, weight__lte=10_000),
                        name="crm_attribution_weight",
                    ),
                    models.CheckConstraint(
                        condition=Q(amount__gte=0, amount__lte=F("net")),
                        name="crm_attribution_amount",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["source_kind", "source_id", "model"],
                        name="crm_attribution_source",
                    ),
                    models.Index(fields=["message_id"], name="crm_attribution_message"),
                ],
            },
        ),
        migrations.RunSQL(ADDS_UP, ANYTHING),
        migrations.CreateModel(
            name="MessagePrice",
            fields=[
                (
                    "channel",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("amount", models.DecimalField(decimal_places=5, max_digits=12)),
                ("currency", models.CharField(max_length=3)),
            ],
            options={
                "db_table": "crm_message_price",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(amount__gte=0), name="crm_message_price_amount"
                    ),
                    models.CheckConstraint(
                        condition=Q(currency__regex="^[A-Z]{3}$"),
                        name="crm_message_price_currency",
                    ),
                ],
            },
        ),
    ]
