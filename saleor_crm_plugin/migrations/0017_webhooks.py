"""The tables of other systems that journeys call, and of the calls that are to be made."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0016_goods_and_figures")]

    operations = [
        migrations.CreateModel(
            name="WebhookEndpoint",
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
                ("code", models.SlugField(max_length=64, unique=True)),
                ("url", models.CharField(max_length=500)),
                ("secrets", models.TextField()),
                ("secret_hint", models.CharField(max_length=4)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={"db_table": "crm_webhook_endpoint"},
        ),
        migrations.CreateModel(
            name="WebhookCall",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "enrollment_id",
                        "visit",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("enrollment_id", models.BigIntegerField()),
                ("visit", models.PositiveSmallIntegerField()),
                ("step", models.CharField(max_length=64)),
                ("profile_id", models.BigIntegerField()),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.webhookendpoint",
                    ),
                ),
                ("body", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("answered", "Answered"),
                            ("failed", "Failed"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                (
                    "last_error",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=200
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_webhook_call",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "answered", "failed", "dropped"])
                        ),
                        name="crm_webhook_call_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("due_at__isnull", False),
                                ("ended_at__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("due_at__isnull", True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="crm_webhook_call_due",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["due_at"],
                        name="crm_webhook_call_due",
                    ),
                    models.Index(
                        fields=["profile_id"], name="crm_webhook_call_profile"
                    ),
                ],
            },
        ),
    ]
