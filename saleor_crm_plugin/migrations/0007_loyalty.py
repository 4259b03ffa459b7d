"""Tables of loyalty; at most one active program per channel, one rule of a kind at a time."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

# A range over words gives equality of text a GiST operator (&&) without btree_gist, which a
# merchant's server may not let us install: a word equals another if their one-word ranges meet.
WORD_RANGE = 'CREATE TYPE crm_word_range AS RANGE (subtype = text, collation = "C")'
NO_WORD_RANGE = "DROP TYPE crm_word_range"

# A channel's row carries its program's period, so that one constraint can see all of it. FOR
# SHARE makes whoever adds a channel wait for whoever moves the program's dates.
CHANNEL_PERIODS = """
CREATE FUNCTION crm_program_channel_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT starts_at, ends_at, is_active INTO NEW.starts_at, NEW.ends_at, NEW.is_active
    FROM crm_program WHERE id = NEW.program_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE TRIGGER crm_program_channel_period
    BEFORE INSERT OR UPDATE ON crm_program_channel
    FOR EACH ROW EXECUTE FUNCTION crm_program_channel_period();
CREATE FUNCTION crm_program_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE crm_program_channel SET program_id = NEW.id WHERE program_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER crm_program_moved
    AFTER UPDATE OF starts_at, ends_at, is_active ON crm_program
    FOR EACH ROW EXECUTE FUNCTION crm_program_moved();
"""
NO_CHANNEL_PERIODS = """
DROP TRIGGER crm_program_moved ON crm_program;
DROP FUNCTION crm_program_moved();
DROP TRIGGER crm_program_channel_period ON crm_program_channel;
DROP FUNCTION crm_program_channel_period();
"""

# Who asked for points, who decided, and what was accepted is evidence.
APPEND_ONLY = """
CREATE TRIGGER crm_terms_acceptance_append_only
    BEFORE UPDATE OR DELETE ON crm_terms_acceptance
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
CREATE TRIGGER crm_adjustment_request_append_only
    BEFORE UPDATE OR DELETE ON crm_adjustment_request
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
CREATE TRIGGER crm_adjustment_decision_append_only
    BEFORE UPDATE OR DELETE ON crm_adjustment_decision
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER crm_adjustment_decision_append_only ON crm_adjustment_decision;
DROP TRIGGER crm_adjustment_request_append_only ON crm_adjustment_request;
DROP TRIGGER crm_terms_acceptance_append_only ON crm_terms_acceptance;
"""

ONE_PROGRAM = """
ALTER TABLE crm_program_channel ADD CONSTRAINT crm_program_channel_one EXCLUDE USING gist (
    crm_word_range(channel, channel, '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
) WHERE (is_active)
"""
TWO_PROGRAMS = "ALTER TABLE crm_program_channel DROP CONSTRAINT crm_program_channel_one"

ONE_RULE = """
ALTER TABLE crm_program_rule ADD CONSTRAINT crm_program_rule_one EXCLUDE USING gist (
    int8range(program_id, program_id, '[]') WITH &&,
    crm_word_range(code, code, '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
)
"""
TWO_RULES = "ALTER TABLE crm_program_rule DROP CONSTRAINT crm_program_rule_one"


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0006_tiers")]

    operations = [
        migrations.RunSQL(WORD_RANGE, NO_WORD_RANGE),
        migrations.CreateModel(
            name="Program",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "book",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.book",
                    ),
                ),
                ("code", models.SlugField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("unit_name", models.CharField(default="points", max_length=60)),
                ("is_active", models.BooleanField(default=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                (
                    "rounding",
                    models.CharField(
                        choices=[
                            ("down", "down"),
                            ("half_up", "half_up"),
                            ("up", "up"),
                        ],
                        default="down",
                        max_length=8,
                    ),
                ),
                ("includes_tax", models.BooleanField(default=True)),
                ("includes_shipping", models.BooleanField(default=False)),
                ("gift_cards_earn", models.BooleanField(default=False)),
                ("excludes_staff", models.BooleanField(default=True)),
                ("return_window_days", models.PositiveSmallIntegerField(default=14)),
                ("max_pending_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "expiry_unit",
                    models.CharField(
                        choices=[
                            ("never", "never"),
                            ("days", "days"),
                            ("months", "months"),
                        ],
                        default="never",
                        max_length=8,
                    ),
                ),
                ("expiry_length", models.PositiveSmallIntegerField(default=0)),
                (
                    "expiry_rounding",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("year", "year"),
                        ],
                        default="none",
                        max_length=8,
                    ),
                ),
                (
                    "expiry_start",
                    models.CharField(
                        choices=[("available", "available"), ("earned", "earned")],
                        default="available",
                        max_length=12,
                    ),
                ),
                ("expiry_warning_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "shortfall",
                    models.CharField(
                        choices=[
                            ("forgiven", "forgiven"),
                            ("owed", "owed"),
                            ("recovered", "recovered"),
                        ],
                        default="forgiven",
                        max_length=12,
                    ),
                ),
                ("courtesy_days", models.PositiveSmallIntegerField(default=14)),
                ("adjustment_limit", models.PositiveIntegerField(null=True)),
                ("request_days", models.PositiveSmallIntegerField(default=14)),
                (
                    "leaver_keep_days",
                    models.PositiveSmallIntegerField(default=30, null=True),
                ),
                (
                    "terms_version",
                    models.CharField(blank=True, default="", max_length=40),
                ),
            ],
            options={
                "db_table": "crm_program",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="crm_program_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shortfall__in", ["forgiven", "owed", "recovered"])
                        ),
                        name="crm_program_shortfall",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expiry_unit", "never"),
                            ("expiry_length__gt", 0),
                            _connector="OR",
                        ),
                        name="crm_program_expiry_has_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="saleor_crm_plugin.program",
                    ),
                ),
                ("channel", models.CharField(max_length=250)),
                ("starts_at", models.DateTimeField(editable=False)),
                ("ends_at", models.DateTimeField(editable=False, null=True)),
                ("is_active", models.BooleanField(default=True, editable=False)),
            ],
            options={
                "db_table": "crm_program_channel",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "channel"), name="crm_program_channel_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramCurrency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="currencies",
                        to="saleor_crm_plugin.program",
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                (
                    "worth_per_point",
                    models.DecimalField(
                        decimal_places=6, default=Decimal(0), max_digits=12
                    ),
                ),
            ],
            options={
                "db_table": "crm_program_currency",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "currency"), name="crm_program_currency_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("worth_per_point__gte", 0)),
                        name="crm_program_currency_worth",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgramRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="saleor_crm_plugin.program",
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("settings", models.JSONField(default=dict)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_program_rule",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="crm_program_rule_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderSettlement",
            fields=[
                ("order_id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.book",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("revision", models.PositiveIntegerField(db_default=0, default=0)),
            ],
            options={
                "db_table": "crm_order_settlement",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_order_settlement_profile"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.book",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("order_id", models.UUIDField()),
            ],
            options={
                "db_table": "crm_first_order",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "profile_id"), name="crm_first_order_once"
                    ),
                    models.UniqueConstraint(
                        fields=("book", "order_id"), name="crm_first_order_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpiryWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.book",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_expiry_warning",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("book", "profile_id", "expires_at"),
                        name="crm_expiry_warning_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsAcceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.program",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("version", models.CharField(max_length=40)),
                ("accepted_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_terms_acceptance",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "profile_id", "version"),
                        name="crm_terms_acceptance_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.program",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("points", models.BigIntegerField()),
                ("author", models.CharField(max_length=160)),
                ("key", models.CharField(max_length=100)),
                ("requested_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_adjustment_request",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "-id"],
                        name="crm_adjustment_request_profile",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("program", "key"), name="crm_adjustment_request_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points", 0), _negated=True),
                        name="crm_adjustment_request_points",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentDecision",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="decision",
                        serialize=False,
                        to="saleor_crm_plugin.adjustmentrequest",
                    ),
                ),
                ("is_approved", models.BooleanField()),
                ("asked_by", models.CharField(max_length=160)),
                ("decided_by", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_adjustment_decision",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by", models.F("asked_by")), _negated=True
                            ),
                            models.Q(("decided_by", ""), _negated=True),
                        ),
                        name="crm_adjustment_decision_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentWords",
            fields=[
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="saleor_crm_plugin.adjustmentrequest",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=500)),
                (
                    "declined_because",
                    models.CharField(blank=True, default="", max_length=500),
                ),
            ],
            options={
                "db_table": "crm_adjustment_words",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_adjustment_words_profile"
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
        migrations.RunSQL(CHANNEL_PERIODS, NO_CHANNEL_PERIODS),
        migrations.RunSQL(ONE_PROGRAM, TWO_PROGRAMS),
        migrations.RunSQL(ONE_RULE, TWO_RULES),
    ]
