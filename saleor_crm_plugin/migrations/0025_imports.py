"""Imports, their files and rows, and purchases in other systems."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0024_behavior"),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
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
                ("kind", models.CharField(max_length=32)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("uploaded", "Uploaded"),
                            ("ready", "Ready"),
                            ("rehearsing", "Rehearsing"),
                            ("rehearsed", "Rehearsed"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("undoing", "Undoing"),
                            ("undone", "Undone"),
                            ("failed", "Failed"),
                            ("canceled", "Canceled"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("options", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=list)),
                ("encoding", models.CharField(blank=True, default="", max_length=16)),
                ("delimiter", models.CharField(blank=True, default="", max_length=1)),
                ("size", models.BigIntegerField(default=0)),
                ("rows", models.IntegerField(default=0)),
                ("position", models.IntegerField(default=0)),
                ("handled", models.IntegerField(default=0)),
                ("created", models.IntegerField(default=0)),
                ("changed", models.IntegerField(default=0)),
                ("unchanged", models.IntegerField(default=0)),
                ("refused", models.IntegerField(default=0)),
                ("undone", models.IntegerField(default=0)),
                ("kept", models.IntegerField(default=0)),
                ("points", models.BigIntegerField(default=0)),
                ("problem", models.CharField(blank=True, default="", max_length=32)),
                ("problem_row", models.IntegerField(null=True)),
                ("author", models.CharField(max_length=160)),
                ("created_at", models.DateTimeField()),
                ("uploaded_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_import",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                ["uploaded", "rehearsing", "running", "undoing"],
                            )
                        ),
                        fields=["id"],
                        name="crm_import_working",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "uploaded",
                                    "ready",
                                    "rehearsing",
                                    "rehearsed",
                                    "running",
                                    "done",
                                    "undoing",
                                    "undone",
                                    "failed",
                                    "canceled",
                                ],
                            )
                        ),
                        name="crm_import_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportPiece",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file_id",
                        "place",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("place", models.IntegerField()),
                ("content", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.import",
                    ),
                ),
            ],
            options={
                "db_table": "crm_import_piece",
            },
        ),
        migrations.CreateModel(
            name="PastPurchase",
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
                ("profile_id", models.BigIntegerField(db_index=True)),
                ("source", models.CharField(max_length=32)),
                ("number_hash", models.CharField(max_length=64)),
                ("placed_at", models.DateTimeField()),
                ("currency", models.CharField(max_length=3)),
                ("amount", models.DecimalField(decimal_places=3, max_digits=20)),
                ("items", models.IntegerField()),
            ],
            options={
                "db_table": "crm_past_purchase",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number_hash"), name="crm_past_purchase_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0), ("items__gte", 1)),
                        name="crm_past_purchase_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "file_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.IntegerField()),
                ("cells", models.JSONField(null=True)),
                ("keys", models.JSONField(db_default=[], default=list)),
                (
                    "person_key",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=80
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=16
                    ),
                ),
                ("problems", models.JSONField(null=True)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("before", models.JSONField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.import",
                    ),
                ),
            ],
            options={
                "db_table": "crm_import_row",
                "indexes": [
                    models.Index(
                        condition=models.Q(("person_key", ""), _negated=True),
                        fields=["file", "person_key"],
                        name="crm_import_row_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "",
                                    "created",
                                    "changed",
                                    "unchanged",
                                    "refused",
                                    "undone",
                                    "kept",
                                ],
                            )
                        ),
                        name="crm_import_row_outcome",
                    )
                ],
            },
        ),
    ]
