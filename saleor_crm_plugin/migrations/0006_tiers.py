"""Tables of tiers, and of the audit of settings."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# What was decided or changed once is never rewritten: the rows are the evidence.
APPEND_ONLY = """
CREATE FUNCTION crm_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_settings_change_append_only
    BEFORE UPDATE OR DELETE ON crm_settings_change
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
CREATE TRIGGER crm_tier_decision_append_only
    BEFORE UPDATE OR DELETE ON crm_tier_decision
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER crm_tier_decision_append_only ON crm_tier_decision;
DROP TRIGGER crm_settings_change_append_only ON crm_settings_change;
DROP FUNCTION crm_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0005_ledger")]

    operations = [
        migrations.CreateModel(
            name="SettingsChange",
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
                ("subject", models.CharField(max_length=32)),
                ("subject_id", models.BigIntegerField()),
                ("author", models.CharField(max_length=160)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_settings_change",
                "indexes": [
                    models.Index(
                        fields=["subject", "subject_id", "id"],
                        name="crm_settings_change_subject",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("author", ""), _negated=True),
                        name="crm_settings_change_has_author",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TierLadder",
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
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("spend", "Spend"),
                            ("points", "Points"),
                            ("orders", "Orders"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "window",
                    models.CharField(
                        choices=[
                            ("rolling_months", "Rolling Months"),
                            ("calendar_year", "Calendar Year"),
                            ("lifetime", "Lifetime"),
                        ],
                        max_length=16,
                    ),
                ),
                ("window_months", models.PositiveSmallIntegerField(default=12)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=250),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("pending_counts", models.BooleanField(default=True)),
                ("grace_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "downgrade",
                    models.CharField(
                        choices=[("one_step", "One Step"), ("straight", "Straight")],
                        default="one_step",
                        max_length=16,
                    ),
                ),
                ("excludes_staff", models.BooleanField(default=True)),
            ],
            options={
                "db_table": "crm_tier_ladder",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ["spend", "points", "orders"])
                        ),
                        name="crm_tier_ladder_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "window__in",
                                ["rolling_months", "calendar_year", "lifetime"],
                            )
                        ),
                        name="crm_tier_ladder_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("window_months__gt", 0)),
                        name="crm_tier_ladder_window_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("downgrade__in", ["one_step", "straight"])),
                        name="crm_tier_ladder_downgrade",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tier",
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
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tiers",
                        to="saleor_crm_plugin.tierladder",
                    ),
                ),
                ("code", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                ("rank", models.PositiveSmallIntegerField()),
                (
                    "multiplier",
                    models.DecimalField(
                        decimal_places=2, default=Decimal(1), max_digits=5
                    ),
                ),
                ("has_early_access", models.BooleanField(default=False)),
                (
                    "description",
                    models.CharField(blank=True, default="", max_length=1000),
                ),
            ],
            options={
                "db_table": "crm_tier",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ladder", "code"), name="crm_tier_code"
                    ),
                    models.UniqueConstraint(
                        fields=("ladder", "rank"), name="crm_tier_rank"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("multiplier__gt", 0)),
                        name="crm_tier_multiplier",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TierThreshold",
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
                    "tier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thresholds",
                        to="saleor_crm_plugin.tier",
                    ),
                ),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("value", models.DecimalField(decimal_places=3, max_digits=14)),
            ],
            options={
                "db_table": "crm_tier_threshold",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tier", "currency"), name="crm_tier_threshold_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)),
                        name="crm_tier_threshold_value",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TierStanding",
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
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tierladder",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tier",
                    ),
                ),
                ("since", models.DateTimeField(null=True)),
                ("below_since", models.DateTimeField(null=True)),
                ("next_review_at", models.DateTimeField(null=True)),
                (
                    "invited_tier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tier",
                    ),
                ),
                ("invited_until", models.DateTimeField(null=True)),
                (
                    "invited_reason",
                    models.CharField(blank=True, default="", max_length=500),
                ),
            ],
            options={
                "db_table": "crm_tier_standing",
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_review_at__isnull", False)),
                        fields=["next_review_at", "id"],
                        name="crm_tier_standing_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ladder", "profile"), name="crm_tier_standing_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("below_since__isnull", True),
                            ("tier__isnull", False),
                            _connector="OR",
                        ),
                        name="crm_tier_standing_grace_needs_tier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("invited_tier__isnull", True),
                                ("invited_until__isnull", True),
                            ),
                            models.Q(
                                ("invited_tier__isnull", False),
                                ("invited_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="crm_tier_standing_invitation_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TierDecision",
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
                    "ladder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tierladder",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("upgraded", "Upgraded"),
                            ("grace_started", "Grace Started"),
                            ("grace_ended", "Grace Ended"),
                            ("downgraded", "Downgraded"),
                            ("invited", "Invited"),
                            ("invitation_ended", "Invitation Ended"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tier",
                    ),
                ),
                (
                    "current",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.tier",
                    ),
                ),
                ("metric", models.JSONField(default=dict)),
                ("counted_from", models.DateTimeField(null=True)),
                ("author", models.CharField(blank=True, default="", max_length=160)),
                ("decided_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_tier_decision",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "ladder", "-id"],
                        name="crm_tier_decision_profile",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookExclusion",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.book",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("by_staff", "By Staff"), ("left", "Left")],
                        default="by_staff",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                ("author", models.CharField(max_length=160)),
                ("excluded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.CharField(blank=True, default="", max_length=160),
                ),
                (
                    "ended_reason",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                ("points_end_at", models.DateTimeField(null=True)),
                ("points_ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_book_exclusion",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("book", "profile", "kind"),
                        name="crm_book_exclusion_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["by_staff", "left"])),
                        name="crm_book_exclusion_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by", "")),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="crm_book_exclusion_ended_by_somebody",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("points_end_at__isnull", False),
                            ("points_ended_at__isnull", True),
                        ),
                        fields=["points_end_at", "id"],
                        name="crm_book_exclusion_points_due",
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
