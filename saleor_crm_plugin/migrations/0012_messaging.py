"""The tables of messages, the gate and the channels."""

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# Decisions are history, like the decisions about tiers; the function came with those. Erasing a
# person changes nothing here: there is no personal text.
APPEND_ONLY = """
CREATE TRIGGER crm_gate_decision_append_only
    BEFORE UPDATE OR DELETE ON crm_gate_decision
    FOR EACH ROW EXECUTE FUNCTION crm_refuse_rewriting();
"""
NOT_APPEND_ONLY = "DROP TRIGGER crm_gate_decision_append_only ON crm_gate_decision"


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0011_experiments"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChannelAccount",
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
                ("channel", models.CharField(max_length=32)),
                ("medium", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=120)),
                (
                    "channel_slug",
                    models.CharField(blank=True, default="", max_length=250),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("settings", models.JSONField(default=dict)),
                ("secrets", models.TextField(blank=True, default="")),
                ("secret_hints", models.JSONField(default=dict)),
                (
                    "webhook_key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                (
                    "per_second",
                    models.DecimalField(decimal_places=2, default=10, max_digits=8),
                ),
                ("burst", models.PositiveIntegerField(default=100)),
                ("tokens", models.FloatField(default=0)),
                ("tokens_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("closed_until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_channel_account",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True)),
                        fields=("medium", "channel_slug"),
                        name="crm_channel_account_one_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("burst__gte", 1), ("per_second__gt", 0)),
                        name="crm_channel_account_pace",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SendingSettings",
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
                    "mode",
                    models.CharField(
                        choices=[
                            ("stopped", "Stopped"),
                            ("test", "Test"),
                            ("live", "Live"),
                        ],
                        default="stopped",
                        max_length=8,
                    ),
                ),
                (
                    "live_public_url",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                (
                    "live_instance_id",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                (
                    "test_address",
                    models.CharField(blank=True, default="", max_length=254),
                ),
                (
                    "sender_name",
                    models.CharField(blank=True, default="", max_length=120),
                ),
                (
                    "sender_address",
                    models.CharField(blank=True, default="", max_length=254),
                ),
                ("reply_to", models.CharField(blank=True, default="", max_length=254)),
                (
                    "postal_address",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_until", models.TimeField(null=True)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                ("language", models.CharField(default="en", max_length=35)),
                (
                    "default_channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        default=list,
                        size=None,
                    ),
                ),
            ],
            options={
                "db_table": "crm_sending_settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="crm_sending_settings_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mode", "stopped"),
                            models.Q(
                                ("mode", "test"),
                                models.Q(("test_address", ""), _negated=True),
                            ),
                            models.Q(
                                ("mode", "live"),
                                models.Q(("live_public_url", ""), _negated=True),
                                models.Q(("live_instance_id", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="crm_sending_settings_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("quiet_from__isnull", True),
                                ("quiet_until__isnull", True),
                            ),
                            models.Q(
                                ("quiet_from__isnull", False),
                                ("quiet_until__isnull", False),
                                models.Q(
                                    ("quiet_from", models.F("quiet_until")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="crm_sending_settings_quiet_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Storefront",
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
                ("channel_slug", models.CharField(max_length=250, unique=True)),
                ("name", models.CharField(blank=True, default="", max_length=120)),
                ("url", models.CharField(blank=True, default="", max_length=500)),
                (
                    "product_path",
                    models.CharField(default="/products/{slug}", max_length=250),
                ),
                (
                    "order_path",
                    models.CharField(
                        default="/account/orders/{number}", max_length=250
                    ),
                ),
                (
                    "cart_path",
                    models.CharField(default="/checkout/{token}", max_length=250),
                ),
                (
                    "sender_name",
                    models.CharField(blank=True, default="", max_length=120),
                ),
                (
                    "sender_address",
                    models.CharField(blank=True, default="", max_length=254),
                ),
                ("reply_to", models.CharField(blank=True, default="", max_length=254)),
                ("time_zone", models.CharField(blank=True, default="", max_length=64)),
                ("language", models.CharField(blank=True, default="", max_length=35)),
            ],
            options={
                "db_table": "crm_storefront",
            },
        ),
        migrations.CreateModel(
            name="FrequencyCap",
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
                ("channel", models.CharField(blank=True, default="", max_length=32)),
                ("most", models.PositiveIntegerField()),
                ("hours", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "crm_frequency_cap",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "hours"), name="crm_frequency_cap_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1)),
                        name="crm_frequency_cap_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreferredChannel",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("channel", models.CharField(max_length=32)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_preferred_channel",
            },
        ),
        migrations.CreateModel(
            name="Message",
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
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("source_kind", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=64)),
                ("occurrence", models.CharField(max_length=96)),
                ("profile_id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=32)),
                ("list_code", models.CharField(blank=True, default="", max_length=64)),
                ("template_code", models.CharField(max_length=64)),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "channel_slug",
                    models.CharField(blank=True, default="", max_length=250),
                ),
                ("subject", models.JSONField(default=dict)),
                ("variables", models.JSONField(default=dict)),
                ("priority", models.SmallIntegerField()),
                (
                    "when_refused",
                    models.CharField(
                        choices=[("defer", "defer"), ("skip", "skip")], max_length=8
                    ),
                ),
                ("experiment_id", models.BigIntegerField(null=True)),
                ("due_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("delivered", "delivered"),
                            ("opened", "opened"),
                            ("clicked", "clicked"),
                            ("failed", "failed"),
                            ("bounced", "bounced"),
                            ("complained", "complained"),
                            ("suppressed", "suppressed"),
                            ("unknown", "unknown"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=32
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=32
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.channelaccount",
                    ),
                ),
                ("attempts", models.SmallIntegerField(db_default=0, default=0)),
                ("is_test", models.BooleanField(db_default=False, default=False)),
                ("is_untold", models.BooleanField(db_default=False, default=False)),
                ("lease", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("queued_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_message",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["priority", "due_at", "id"],
                        name="crm_message_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "sending")),
                        fields=["lease_until"],
                        name="crm_message_in_flight",
                    ),
                    models.Index(
                        condition=models.Q(("is_untold", True)),
                        fields=["id"],
                        name="crm_message_untold",
                    ),
                    models.Index(
                        fields=["profile_id", "id"], name="crm_message_profile"
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                ["failed", "bounced", "complained", "unknown"],
                            )
                        ),
                        fields=["state", "id"],
                        name="crm_message_trouble",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_kind", "source_id", "occurrence", "profile_id"),
                        name="crm_message_intent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "queued",
                                    "sending",
                                    "sent",
                                    "delivered",
                                    "opened",
                                    "clicked",
                                    "failed",
                                    "bounced",
                                    "complained",
                                    "suppressed",
                                    "unknown",
                                ],
                            )
                        ),
                        name="crm_message_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("when_refused__in", ["defer", "skip"])),
                        name="crm_message_when_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["suppressed", "failed", "unknown"]),
                                _negated=True,
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="crm_message_refused_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            ("lease__isnull", False),
                            _connector="OR",
                        ),
                        name="crm_message_sending_has_lease",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageAddress",
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
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="saleor_crm_plugin.message",
                    ),
                ),
                ("profile_id", models.BigIntegerField(db_index=True)),
                ("channel", models.CharField(max_length=32)),
                ("address", models.CharField(blank=True, default="", max_length=500)),
                ("address_hash", models.CharField(max_length=64)),
                ("source_kind", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=64)),
                ("occurrence", models.CharField(max_length=96)),
            ],
            options={
                "db_table": "crm_message_address",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "channel"),
                        name="crm_message_address_channel",
                    ),
                    models.UniqueConstraint(
                        fields=(
                            "source_kind",
                            "source_id",
                            "occurrence",
                            "address_hash",
                        ),
                        name="crm_message_address_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageAttempt",
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
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attempts_made",
                        to="saleor_crm_plugin.message",
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("channel", models.CharField(max_length=32)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.channelaccount",
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=12
                    ),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=64
                    ),
                ),
                (
                    "provider_id",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=255
                    ),
                ),
                ("version_id", models.BigIntegerField(null=True)),
                (
                    "language",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=35
                    ),
                ),
                (
                    "variant",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=32
                    ),
                ),
            ],
            options={
                "db_table": "crm_message_attempt",
                "indexes": [
                    models.Index(
                        condition=models.Q(("provider_id", ""), _negated=True),
                        fields=["provider_id"],
                        name="crm_message_attempt_provider",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "number"), name="crm_message_attempt_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GateDecision",
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
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.message",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("channel", models.CharField(blank=True, default="", max_length=32)),
                ("verdict", models.CharField(max_length=8)),
                ("reason", models.CharField(blank=True, default="", max_length=32)),
                ("until", models.DateTimeField(null=True)),
                ("numbers", models.JSONField(default=dict)),
                (
                    "decided_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={
                "db_table": "crm_gate_decision",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "id"], name="crm_gate_decision_profile"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CapSlot",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="saleor_crm_plugin.message",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("channel", models.CharField(max_length=32)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_cap_slot",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "taken_at"], name="crm_cap_slot_profile"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CapLock",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
            ],
            options={
                "db_table": "crm_cap_lock",
            },
        ),
        migrations.CreateModel(
            name="ProviderReport",
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
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.channelaccount",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_provider_report",
                "indexes": [
                    models.Index(
                        fields=["received_at"], name="crm_provider_report_received"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "key"), name="crm_provider_report_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OnsiteMessage",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="saleor_crm_plugin.message",
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("placement", models.CharField(max_length=64)),
                ("title", models.TextField(blank=True, default="")),
                ("html", models.TextField(blank=True, default="")),
                ("text", models.TextField(blank=True, default="")),
                ("shown_from", models.DateTimeField()),
                ("shown_until", models.DateTimeField()),
                ("most_views", models.PositiveSmallIntegerField(default=1)),
                ("hours_between", models.PositiveSmallIntegerField(default=0)),
                ("views", models.PositiveSmallIntegerField(default=0)),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("clicked_at", models.DateTimeField(null=True)),
                ("dismissed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_onsite_message",
                "indexes": [
                    models.Index(
                        condition=models.Q(("dismissed_at__isnull", True)),
                        fields=["profile_id", "placement", "shown_until"],
                        name="crm_onsite_message_open",
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
