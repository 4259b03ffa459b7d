"""Rollups of customers, what is inferred from them, and what people said of the relation they want."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0021_identity_merging"),
    ]

    operations = [
        migrations.CreateModel(
            name="StatedRelationship",
            fields=[
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("relationship_type", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=64)),
                ("stated_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_stated_relationship",
            },
        ),
        migrations.CreateModel(
            name="CustomerDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "day",
                        "channel_id",
                        "currency",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("channel_id", models.IntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("orders", models.IntegerField(db_default=0, default=0)),
                ("items", models.IntegerField(db_default=0, default=0)),
                (
                    "net",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, max_digits=20
                    ),
                ),
            ],
            options={
                "db_table": "crm_customer_day",
                "indexes": [models.Index(fields=["day"], name="crm_customer_day_day")],
            },
        ),
        migrations.CreateModel(
            name="CustomerInsight",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                (
                    "lifecycle",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prospect", "Prospect"),
                            ("new", "New"),
                            ("active", "Active"),
                            ("vip", "Vip"),
                            ("at_risk", "At Risk"),
                            ("lost", "Lost"),
                            ("won_back", "Won Back"),
                        ],
                        db_default="",
                        default="",
                        max_length=16,
                    ),
                ),
                ("lifecycle_since", models.DateTimeField(null=True)),
                (
                    "lifecycle_signals",
                    models.JSONField(
                        db_default=models.Value([], models.JSONField()), default=list
                    ),
                ),
                (
                    "relationship_type",
                    models.CharField(
                        choices=[
                            ("exchange_only", "Exchange Only"),
                            ("occasional", "Occasional"),
                            ("regular", "Regular"),
                            ("friend", "Friend"),
                            ("partner", "Partner"),
                            ("strained", "Strained"),
                            ("unknown", "Unknown"),
                        ],
                        db_default="unknown",
                        default="unknown",
                        max_length=16,
                    ),
                ),
                (
                    "relationship_is_stated",
                    models.BooleanField(db_default=False, default=False),
                ),
                ("relationship_since", models.DateTimeField(null=True)),
                (
                    "relationship_signals",
                    models.JSONField(
                        db_default=models.Value([], models.JSONField()), default=list
                    ),
                ),
                ("revision", models.IntegerField(db_default=0, default=0)),
                ("assessed_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_customer_insight",
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at", "profile_id"],
                        name="crm_customer_insight_due",
                    ),
                    models.Index(
                        fields=["lifecycle"], name="crm_customer_insight_stage"
                    ),
                    models.Index(
                        fields=["relationship_type"],
                        name="crm_customer_insight_relation",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lifecycle__in",
                                [
                                    "",
                                    "prospect",
                                    "new",
                                    "active",
                                    "vip",
                                    "at_risk",
                                    "lost",
                                    "won_back",
                                ],
                            )
                        ),
                        name="crm_customer_insight_lifecycle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "relationship_type__in",
                                [
                                    "exchange_only",
                                    "occasional",
                                    "regular",
                                    "friend",
                                    "partner",
                                    "strained",
                                    "unknown",
                                ],
                            )
                        ),
                        name="crm_customer_insight_relationship",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lifecycle", ""),
                            ("lifecycle_since__isnull", False),
                            _connector="OR",
                        ),
                        name="crm_customer_insight_lifecycle_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerMoney",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "currency",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "paid",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, max_digits=20
                    ),
                ),
                (
                    "refunded",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, max_digits=20
                    ),
                ),
                (
                    "charged_back",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, max_digits=20
                    ),
                ),
                (
                    "net",
                    models.DecimalField(
                        db_default=0, decimal_places=3, default=0, max_digits=20
                    ),
                ),
            ],
            options={
                "db_table": "crm_customer_money",
                "indexes": [
                    models.Index(
                        fields=["currency", "net"], name="crm_customer_money_kept"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "net",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("paid"), "-", models.F("refunded")
                                    ),
                                    "-",
                                    models.F("charged_back"),
                                ),
                            )
                        ),
                        name="crm_customer_money_net",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerProduct",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "product_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("product_id", models.IntegerField()),
                ("category_id", models.IntegerField(null=True)),
                ("orders", models.IntegerField(db_default=0, default=0)),
                ("items", models.IntegerField(db_default=0, default=0)),
                ("returned_items", models.IntegerField(db_default=0, default=0)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_customer_product",
                "indexes": [
                    models.Index(
                        fields=["product_id", "last_at"],
                        name="crm_customer_product_product",
                    ),
                    models.Index(
                        fields=["category_id", "last_at"],
                        name="crm_customer_product_category",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerRollup",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("orders", models.IntegerField(db_default=0, default=0)),
                ("items", models.IntegerField(db_default=0, default=0)),
                ("returned_items", models.IntegerField(db_default=0, default=0)),
                ("returned_orders", models.IntegerField(db_default=0, default=0)),
                ("discounted_orders", models.IntegerField(db_default=0, default=0)),
                ("canceled_orders", models.IntegerField(db_default=0, default=0)),
                ("first_order_at", models.DateTimeField(null=True)),
                ("last_order_at", models.DateTimeField(null=True)),
                (
                    "category_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "channel_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None
                    ),
                ),
                (
                    "cycle_days",
                    models.DecimalField(decimal_places=2, max_digits=9, null=True),
                ),
            ],
            options={
                "db_table": "crm_customer_rollup",
                "indexes": [
                    models.Index(
                        fields=["last_order_at"], name="crm_customer_rollup_last"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["category_ids"], name="crm_customer_rollup_category"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_order_at__isnull", True),
                                ("last_order_at__isnull", True),
                                ("orders", 0),
                            ),
                            models.Q(
                                ("first_order_at__isnull", False),
                                ("last_order_at__gte", models.F("first_order_at")),
                                ("orders__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="crm_customer_rollup_times",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("canceled_orders__gte", 0),
                            ("discounted_orders__range", (0, models.F("orders"))),
                            ("items__gte", 0),
                            ("returned_items__gte", 0),
                            ("returned_orders__range", (0, models.F("orders"))),
                        ),
                        name="crm_customer_rollup_parts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerScore",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("rfm_recency", models.SmallIntegerField(null=True)),
                ("rfm_frequency", models.SmallIntegerField(null=True)),
                ("rfm_monetary", models.SmallIntegerField(null=True)),
                ("p_alive", models.FloatField(null=True)),
                ("expected_purchases", models.FloatField(null=True)),
                (
                    "expected_value",
                    models.DecimalField(decimal_places=3, max_digits=20, null=True),
                ),
                (
                    "expected_currency",
                    models.CharField(db_default="", default="", max_length=3),
                ),
                ("next_order_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "crm_customer_score",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rfm_recency__isnull", True),
                                ("rfm_recency__range", (1, 5)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("rfm_frequency__isnull", True),
                                ("rfm_frequency__range", (1, 5)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("rfm_monetary__isnull", True),
                                ("rfm_monetary__range", (1, 5)),
                                _connector="OR",
                            ),
                        ),
                        name="crm_customer_score_rfm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("p_alive__isnull", True),
                            ("p_alive__range", (0.0, 1.0)),
                            _connector="OR",
                        ),
                        name="crm_customer_score_alive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expected_currency", ""),
                                ("expected_value__isnull", True),
                            ),
                            models.Q(
                                ("expected_value__isnull", False),
                                models.Q(("expected_currency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="crm_customer_score_value_has_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupProof",
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
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("is_running", models.BooleanField(default=True)),
                ("reached_id", models.BigIntegerField(default=0)),
                ("compared", models.IntegerField(default=0)),
                ("different", models.IntegerField(default=0)),
                ("unsettled", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "crm_rollup_proof",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_running", True)),
                        fields=("is_running",),
                        name="crm_rollup_proof_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("different__range", (0, models.F("compared"))),
                            ("unsettled__range", (0, models.F("different"))),
                        ),
                        name="crm_rollup_proof_parts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoringRun",
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
                    "kind",
                    models.CharField(
                        choices=[("rfm", "Rfm"), ("predictions", "Predictions")],
                        max_length=16,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("data_from", models.DateTimeField(null=True)),
                ("data_until", models.DateTimeField()),
                ("customers", models.IntegerField(default=0)),
                ("changed", models.IntegerField(default=0)),
                ("horizon_days", models.IntegerField(null=True)),
                ("refusal", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "db_table": "crm_scoring_run",
                "indexes": [
                    models.Index(
                        fields=["kind", "-id"], name="crm_scoring_run_kind_index"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["rfm", "predictions"])),
                        name="crm_scoring_run_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollupDifference",
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
                ("profile_id", models.BigIntegerField()),
                ("figure", models.CharField(max_length=64)),
                ("rolled_up", models.CharField(max_length=120)),
                ("in_shop", models.CharField(max_length=120)),
                ("is_repaired", models.BooleanField(default=False)),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differences",
                        to="saleor_crm_plugin.rollupproof",
                    ),
                ),
            ],
            options={
                "db_table": "crm_rollup_difference",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "-id"],
                        name="crm_rollup_difference_profile",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RfmThreshold",
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
                    "dimension",
                    models.CharField(
                        choices=[
                            ("recency", "Recency"),
                            ("frequency", "Frequency"),
                            ("monetary", "Monetary"),
                        ],
                        max_length=16,
                    ),
                ),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=3, max_digits=20),
                        size=None,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thresholds",
                        to="saleor_crm_plugin.scoringrun",
                    ),
                ),
            ],
            options={
                "db_table": "crm_rfm_threshold",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "dimension", "currency"),
                        name="crm_rfm_threshold_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dimension__in", ["recency", "frequency", "monetary"])
                        ),
                        name="crm_rfm_threshold_dimension",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FittedModel",
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
                    "kind",
                    models.CharField(
                        choices=[("purchases", "Purchases"), ("value", "Value")],
                        max_length=16,
                    ),
                ),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("r", models.FloatField(null=True)),
                ("alpha", models.FloatField(null=True)),
                ("a", models.FloatField(null=True)),
                ("b", models.FloatField(null=True)),
                ("p", models.FloatField(null=True)),
                ("q", models.FloatField(null=True)),
                ("v", models.FloatField(null=True)),
                ("customers", models.IntegerField()),
                ("log_likelihood", models.FloatField()),
                ("mean_error", models.FloatField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fitted",
                        to="saleor_crm_plugin.scoringrun",
                    ),
                ),
            ],
            options={
                "db_table": "crm_fitted_model",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "kind", "currency"), name="crm_fitted_model_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("a__gt", 0),
                                ("alpha__gt", 0),
                                ("b__gt", 0),
                                ("currency", ""),
                                ("kind", "purchases"),
                                ("r__gt", 0),
                            ),
                            models.Q(
                                ("kind", "value"),
                                ("p__gt", 0),
                                ("q__gt", 0),
                                ("v__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="crm_fitted_model_parameters",
                    ),
                ],
            },
        ),
    ]
