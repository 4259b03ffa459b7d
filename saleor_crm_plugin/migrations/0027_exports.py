"""Lists that are made as files, and the goods of purchases elsewhere."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0026_caps_by_relation")]

    operations = [
        migrations.AddField(
            model_name="pastpurchase",
            name="lines",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.CreateModel(
            name="ExportJob",
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
                ("subject_id", models.BigIntegerField()),
                ("columns", models.JSONField(default=list)),
                (
                    "format",
                    models.CharField(
                        choices=[("csv", "Csv"), ("xlsx", "Xlsx")], max_length=8
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("expired", "Expired"),
                        ],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("rows", models.IntegerField(default=0)),
                ("handled", models.IntegerField(default=0)),
                ("position", models.BigIntegerField(default=0)),
                ("pieces", models.IntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("started_over", models.IntegerField(default=0)),
                ("author", models.CharField(max_length=160)),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_export_job",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["running", "ready"])),
                        fields=["id"],
                        name="crm_export_job_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["running", "ready", "failed", "expired"])
                        ),
                        name="crm_export_job_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["csv", "xlsx"])),
                        name="crm_export_job_format",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="crm_export_job_ready_expires",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportPiece",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "job_id",
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
                    "job",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.exportjob",
                    ),
                ),
            ],
            options={"db_table": "crm_export_piece"},
        ),
    ]
