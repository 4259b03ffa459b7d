"""The tables of consent and suppression; acts and wordings are never changed."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION crm_consent_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Acts of consent and their wordings are never changed or deleted.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_consent_event_append_only BEFORE UPDATE OR DELETE ON crm_consent_event
    FOR EACH ROW EXECUTE FUNCTION crm_consent_refuse_change();
CREATE TRIGGER crm_consent_wording_append_only BEFORE UPDATE OR DELETE ON crm_consent_wording
    FOR EACH ROW EXECUTE FUNCTION crm_consent_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER crm_consent_wording_append_only ON crm_consent_wording;
DROP TRIGGER crm_consent_event_append_only ON crm_consent_event;
DROP FUNCTION crm_consent_refuse_change();
"""

PURPOSES = ["transactional", "marketing", "profiling", "third_party"]
STATUSES = ["granted", "pending", "withdrawn"]
REASONS = ["hard_bounce", "complaint", "manual", "erasure", "opt_out"]


def _id():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


def _consent_event(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.RESTRICT,
        to="saleor_crm_plugin.consentevent",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0008_told_checkouts")]

    operations = [
        migrations.CreateModel(
            name="ChannelPolicy",
            fields=[
                ("id", _id()),
                ("channel", models.CharField(max_length=32, unique=True)),
                ("double_opt_in", models.BooleanField(default=False)),
            ],
            options={"db_table": "crm_channel_policy"},
        ),
        migrations.CreateModel(
            name="ConsentWording",
            fields=[
                ("id", _id()),
                ("code", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=16)),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("author", models.CharField(max_length=160)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={
                "db_table": "crm_consent_wording",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["code", "language", "version"],
                        name="crm_consent_wording_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(purpose__in=PURPOSES),
                        name="crm_consent_wording_purpose",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("id", _id()),
                ("key", models.CharField(max_length=160, unique=True)),
                ("profile_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=16)),
                ("list_code", models.CharField(blank=True, default="", max_length=64)),
                ("status", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=32)),
                (
                    "wording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.consentwording",
                    ),
                ),
                ("occurred_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("author", models.CharField(blank=True, default="", max_length=160)),
            ],
            options={
                "db_table": "crm_consent_event",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(purpose__in=PURPOSES),
                        name="crm_consent_event_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(status__in=STATUSES),
                        name="crm_consent_event_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(occurred_at__lte=models.F("recorded_at")),
                        name="crm_consent_event_not_ahead",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["profile_id", "id"], name="crm_consent_event_page"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvidence",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="proof",
                        serialize=False,
                        to="saleor_crm_plugin.consentevent",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("ip", models.GenericIPAddressField(null=True)),
                ("user_agent", models.TextField(blank=True, default="")),
            ],
            options={
                "db_table": "crm_consent_evidence",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_consent_evidence_profile"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentState",
            fields=[
                ("id", _id()),
                ("profile_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=16)),
                ("list_code", models.CharField(blank=True, default="", max_length=64)),
                ("status", models.CharField(max_length=16)),
                ("source", models.CharField(max_length=32)),
                ("occurred_at", models.DateTimeField()),
                ("event", _consent_event(related_name="+")),
            ],
            options={
                "db_table": "crm_consent_state",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["profile_id", "purpose", "channel", "list_code"],
                        name="crm_consent_state_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(status__in=STATUSES),
                        name="crm_consent_state_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suppression",
            fields=[
                ("id", _id()),
                ("channel", models.CharField(max_length=32)),
                ("address_hash", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=16)),
                ("since", models.DateTimeField()),
                ("author", models.CharField(blank=True, default="", max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, default="", max_length=160)),
                (
                    "lift_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("customer_asked", "Customer Asked"),
                            ("address_works", "Address Works"),
                            ("mistake", "Mistake"),
                            ("granted_again", "Granted Again"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
            ],
            options={
                "db_table": "crm_suppression",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(ended_at__isnull=True),
                        fields=["channel", "address_hash", "reason"],
                        name="crm_suppression_one_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(reason__in=REASONS),
                        name="crm_suppression_reason",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(address_hash=""),
                        name="crm_suppression_has_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ended_at__isnull=True, ended_by="", lift_reason=""
                        )
                        | (
                            models.Q(ended_at__isnull=False) & ~models.Q(lift_reason="")
                        ),
                        name="crm_suppression_lifted_for_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(ended_at__isnull=True),
                        fields=["-id"],
                        name="crm_suppression_active",
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
