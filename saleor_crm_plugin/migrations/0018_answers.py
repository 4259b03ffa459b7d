"""Answers to what letters ask, interests, names of lists, and where reviews are written."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0017_webhooks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Interest",
            fields=[
                (
                    "code",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("names", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "crm_interest",
            },
        ),
        migrations.CreateModel(
            name="MessageList",
            fields=[
                (
                    "code",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("names", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "crm_message_list",
            },
        ),
        migrations.AddField(
            model_name="storefront",
            name="review_url",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=500
            ),
        ),
        migrations.CreateModel(
            name="Answer",
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
                ("question", models.CharField(max_length=32)),
                ("given", models.CharField(max_length=64)),
                ("answered_at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.message",
                    ),
                ),
            ],
            options={
                "db_table": "crm_answer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "question"), name="crm_answer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("question__in", ["about_you", "how_was_it", "why_left"])
                        ),
                        name="crm_answer_question",
                    ),
                ],
            },
        ),
    ]
