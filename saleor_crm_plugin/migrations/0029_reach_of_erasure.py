"""Whose a skipped delivery was, the history that a sign-in has still to join, proofs of behavior."""

import django.db.models.deletion
from django.db import migrations, models

# Of facts that are no longer kept nobody can tell.
WHOSE = """
UPDATE crm_skipped_delivery AS skipped SET lane = fact.profile_id
FROM crm_fact AS fact
WHERE fact.id = skipped.fact_id AND fact.key = skipped.fact_key
  AND fact.profile_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0028_segments"),
    ]

    operations = [
        migrations.AddField(
            model_name="webhookendpoint",
            name="is_partner",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="skippeddelivery",
            name="lane",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(WHOSE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="skippeddelivery",
            index=models.Index(
                condition=models.Q(("lane", 0), _negated=True),
                fields=["lane"],
                name="crm_skipped_delivery_lane",
            ),
        ),
        migrations.CreateModel(
            name="BehaviorProof",
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
                ("aged", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "crm_behavior_proof",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_running", True)),
                        fields=("is_running",),
                        name="crm_behavior_proof_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aged__range", (0, models.F("compared"))),
                            ("different__range", (0, models.F("compared"))),
                        ),
                        name="crm_behavior_proof_parts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingHistory",
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
                ("visitor_id", models.BigIntegerField()),
                ("profile_id", models.BigIntegerField()),
                ("since", models.DateTimeField(null=True)),
                ("until", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_waiting_history",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_waiting_history_profile"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visitor_id", "until"), name="crm_waiting_history_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since__isnull", True),
                            ("since__lt", models.F("until")),
                            _connector="OR",
                        ),
                        name="crm_waiting_history_span",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BehaviorDifference",
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
                ("table", models.CharField(max_length=32)),
                ("rows", models.IntegerField()),
                (
                    "proof",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="differences",
                        to="saleor_crm_plugin.behaviorproof",
                    ),
                ),
            ],
            options={
                "db_table": "crm_behavior_difference",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_behavior_difference_of"
                    )
                ],
            },
        ),
    ]
