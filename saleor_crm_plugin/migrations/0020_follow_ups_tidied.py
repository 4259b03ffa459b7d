"""When touches may be judged, sources of messages that stand still, endpoints out of use."""

from django.db import migrations, models
from django.db.models.functions import Now

# Journeys that are paused already were not known to the gate.
HOLD_PAUSED = """
INSERT INTO crm_source_hold (source_kind, source_id, held_at)
SELECT 'journey', id::text, now() FROM crm_journey WHERE status = 'paused'
"""


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0019_message_leases")]

    operations = [
        migrations.AddField(
            model_name="touch",
            name="judge_at",
            field=models.DateTimeField(db_default=Now()),
        ),
        migrations.RemoveIndex(model_name="touch", name="crm_touch_unjudged"),
        migrations.AddIndex(
            model_name="touch",
            index=models.Index(
                name="crm_touch_unjudged",
                fields=["judge_at"],
                condition=models.Q(is_judged=False),
            ),
        ),
        migrations.CreateModel(
            name="SourceHold",
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
                ("source_kind", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=64)),
                ("held_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_source_hold",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_kind", "source_id"),
                        name="crm_source_hold_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                name="crm_message_paused",
                fields=["source_kind", "source_id"],
                condition=models.Q(state="queued", reason="paused"),
            ),
        ),
        migrations.AddField(
            model_name="webhookendpoint",
            name="retired_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="webhookcall",
            index=models.Index(
                name="crm_webhook_call_over",
                fields=["ended_at"],
                condition=models.Q(state__in=["answered", "dropped"]),
            ),
        ),
        migrations.RunSQL(HOLD_PAUSED, migrations.RunSQL.noop),
    ]
