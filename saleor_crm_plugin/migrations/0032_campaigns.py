"""The tables of campaigns: their way step by step, their runs, and whom each run is to reach."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# The same tables as in campaigns/policies/states.py; a test compares them.
KEEP_TO_THE_WAY = """
CREATE FUNCTION crm_campaign_keep_to_way() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'checked'), ('draft', 'canceled'),
        ('checked', 'draft'), ('checked', 'scheduled'), ('checked', 'canceled'),
        ('scheduled', 'sending'), ('scheduled', 'paused'), ('scheduled', 'canceled'),
        ('scheduled', 'done'),
        ('sending', 'scheduled'), ('sending', 'paused'), ('sending', 'canceled'),
        ('sending', 'done'),
        ('paused', 'scheduled'), ('paused', 'sending'), ('paused', 'canceled')
    ) THEN
        RAISE EXCEPTION 'Campaign % cannot go from % to %.', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER crm_campaign_way BEFORE UPDATE OF state ON crm_campaign
    FOR EACH ROW EXECUTE FUNCTION crm_campaign_keep_to_way();

CREATE FUNCTION crm_campaign_run_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Run % of campaign % is never deleted.', OLD.id, OLD.campaign_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.campaign_id, OLD.occurrence, OLD.version, OLD.definition)
       IS DISTINCT FROM (NEW.campaign_id, NEW.occurrence, NEW.version, NEW.definition) THEN
        RAISE EXCEPTION 'What run % of campaign % says is frozen.', OLD.id, OLD.campaign_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('freezing', 'queueing'), ('freezing', 'paused'), ('freezing', 'canceled'),
        ('freezing', 'done'),
        ('queueing', 'sending'), ('queueing', 'paused'), ('queueing', 'canceled'),
        ('queueing', 'done'),
        ('sending', 'queueing'), ('sending', 'paused'), ('sending', 'canceled'),
        ('sending', 'done'),
        ('paused', 'freezing'), ('paused', 'queueing'), ('paused', 'sending'),
        ('paused', 'canceled')
    ) THEN
        RAISE EXCEPTION 'Run % cannot go from % to %.', OLD.id, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER crm_campaign_run_kept
    BEFORE DELETE OR UPDATE OF campaign_id, occurrence, version, definition, state
    ON crm_campaign_run FOR EACH ROW EXECUTE FUNCTION crm_campaign_run_keep();
"""
LEAVE_THE_WAY = """
DROP TRIGGER crm_campaign_run_kept ON crm_campaign_run;
DROP FUNCTION crm_campaign_run_keep();
DROP TRIGGER crm_campaign_way ON crm_campaign;
DROP FUNCTION crm_campaign_keep_to_way();
"""
# Each step begins where the one before has ended, none is changed, and at the end of a transaction
# a campaign stands where its last step has led.
LOG_THE_WAY = """
CREATE FUNCTION crm_campaign_step_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The steps of campaigns are append-only.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_campaign_step_append_only BEFORE UPDATE OR DELETE ON crm_campaign_step
    FOR EACH STATEMENT EXECUTE FUNCTION crm_campaign_step_refuse();

CREATE FUNCTION crm_campaign_step_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last varchar;
BEGIN
    SELECT to_state INTO last FROM crm_campaign_step
    WHERE campaign_id = NEW.campaign_id ORDER BY id DESC LIMIT 1;
    IF FOUND AND last <> NEW.from_state THEN
        RAISE EXCEPTION 'Campaign % stands at %, not at %.', NEW.campaign_id, last, NEW.from_state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER crm_campaign_step_follows BEFORE INSERT ON crm_campaign_step
    FOR EACH ROW EXECUTE FUNCTION crm_campaign_step_follow();

CREATE FUNCTION crm_campaign_require_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands varchar;
    led varchar;
BEGIN
    SELECT state INTO stands FROM crm_campaign WHERE id = NEW.id;
    SELECT to_state INTO led FROM crm_campaign_step
    WHERE campaign_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF stands IS DISTINCT FROM led THEN
        RAISE EXCEPTION 'Campaign % is %, and no step says so.', NEW.id, stands
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER crm_campaign_logged AFTER UPDATE OF state ON crm_campaign
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION crm_campaign_require_step();
"""
FORGET_THE_WAY = """
DROP TRIGGER crm_campaign_logged ON crm_campaign;
DROP FUNCTION crm_campaign_require_step();
DROP TRIGGER crm_campaign_step_follows ON crm_campaign_step;
DROP FUNCTION crm_campaign_step_follow();
DROP TRIGGER crm_campaign_step_append_only ON crm_campaign_step;
DROP FUNCTION crm_campaign_step_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0031_import_error_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
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
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("broadcast", "broadcast"),
                            ("recurring", "recurring"),
                            ("calendar", "calendar"),
                            ("on_entry", "on_entry"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("checked", "checked"),
                            ("scheduled", "scheduled"),
                            ("sending", "sending"),
                            ("paused", "paused"),
                            ("canceled", "canceled"),
                            ("done", "done"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("definition", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("checked_version", models.PositiveIntegerField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("checked_people", models.PositiveIntegerField(null=True)),
                ("approved_version", models.PositiveIntegerField(null=True)),
                (
                    "approved_by",
                    models.CharField(blank=True, default="", max_length=160),
                ),
                ("approved_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "paused_reason",
                    models.CharField(blank=True, default="", max_length=32),
                ),
                ("changed_by", models.CharField(max_length=160)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("archived_at", models.DateTimeField(null=True)),
                (
                    "experiment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.experiment",
                    ),
                ),
            ],
            options={
                "db_table": "crm_campaign",
            },
        ),
        migrations.CreateModel(
            name="CampaignDryRun",
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
                ("version", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("broadcast", "broadcast"),
                            ("recurring", "recurring"),
                            ("calendar", "calendar"),
                            ("on_entry", "on_entry"),
                        ],
                        max_length=12,
                    ),
                ),
                ("definition", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("canceled", "canceled"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("people", models.PositiveIntegerField(null=True)),
                ("reached", models.BigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("tally", models.JSONField(default=dict)),
                ("report", models.JSONField(null=True)),
                ("error", models.CharField(blank=True, default="", max_length=500)),
                ("lease_until", models.DateTimeField(null=True)),
                ("author", models.CharField(max_length=160)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "crm_campaign_dry_run",
            },
        ),
        migrations.CreateModel(
            name="CampaignRun",
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
                ("occurrence", models.CharField(max_length=16)),
                ("version", models.PositiveIntegerField()),
                ("definition", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("freezing", "freezing"),
                            ("queueing", "queueing"),
                            ("sending", "sending"),
                            ("paused", "paused"),
                            ("canceled", "canceled"),
                            ("done", "done"),
                        ],
                        default="freezing",
                        max_length=12,
                    ),
                ),
                (
                    "paused_in",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=12
                    ),
                ),
                ("cursor", models.BigIntegerField(db_default=0, default=0)),
                ("people", models.PositiveIntegerField(db_default=0, default=0)),
                ("held_out", models.PositiveIntegerField(db_default=0, default=0)),
                ("excluded", models.PositiveIntegerField(db_default=0, default=0)),
                ("queued", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "winner",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=32
                    ),
                ),
                ("winner_at", models.DateTimeField(null=True)),
                ("winner_numbers", models.JSONField(default=dict)),
                ("throttle_next_at", models.DateTimeField(null=True)),
                ("open_message_id", models.BigIntegerField(null=True)),
                ("due_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=16
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="runs",
                        to="saleor_crm_plugin.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "crm_campaign_run",
            },
        ),
        migrations.CreateModel(
            name="CampaignRecipient",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "run_id",
                        "profile_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("is_held_out", models.BooleanField(db_default=False, default=False)),
                (
                    "arm",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=32
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("message_id", models.BigIntegerField(null=True)),
                ("code_id", models.BigIntegerField(null=True)),
                (
                    "excluded_reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=16
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.campaignrun",
                    ),
                ),
            ],
            options={
                "db_table": "crm_campaign_recipient",
            },
        ),
        migrations.CreateModel(
            name="CampaignSettings",
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
                ("approval_above", models.PositiveIntegerField(null=True)),
            ],
            options={
                "db_table": "crm_campaign_settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="crm_campaign_settings_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignStep",
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
                ("from_state", models.CharField(blank=True, default="", max_length=12)),
                ("to_state", models.CharField(max_length=12)),
                ("version", models.PositiveIntegerField()),
                ("author", models.CharField(blank=True, default="", max_length=160)),
                ("reason", models.CharField(blank=True, default="", max_length=32)),
                ("detail", models.CharField(blank=True, default="", max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="steps",
                        to="saleor_crm_plugin.campaign",
                    ),
                ),
            ],
            options={
                "db_table": "crm_campaign_step",
            },
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(
                condition=models.Q(
                    ("due_at__isnull", False), ("state__in", ["scheduled", "sending"])
                ),
                fields=["due_at", "id"],
                name="crm_campaign_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["broadcast", "recurring", "calendar", "on_entry"])
                ),
                name="crm_campaign_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "checked",
                            "scheduled",
                            "sending",
                            "paused",
                            "canceled",
                            "done",
                        ],
                    )
                ),
                name="crm_campaign_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("checked_version__isnull", True),
                    ("checked_version__lte", models.F("version")),
                    _connector="OR",
                ),
                name="crm_campaign_checked_is_no_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_by", ""), ("approved_version__isnull", True)),
                    models.Q(
                        ("approved_version__lte", models.F("version")),
                        models.Q(("approved_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="crm_campaign_approved_is_no_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("archived_at__isnull", True),
                    models.Q(
                        ("state__in", ["scheduled", "sending", "paused"]), _negated=True
                    ),
                    _connector="OR",
                ),
                name="crm_campaign_archived_is_idle",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__isnull", True),
                    ("state__in", ["scheduled", "sending", "paused"]),
                    _connector="OR",
                ),
                name="crm_campaign_due_is_at_work",
            ),
        ),
        migrations.AddIndex(
            model_name="campaigndryrun",
            index=models.Index(
                fields=["campaign", "id"], name="crm_campaign_dry_run_campaign"
            ),
        ),
        migrations.AddIndex(
            model_name="campaigndryrun",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "running"])),
                fields=["id"],
                name="crm_campaign_dry_run_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaigndryrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "running", "done", "failed", "canceled"])
                ),
                name="crm_campaign_dry_run_state",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignrun",
            index=models.Index(
                condition=models.Q(("state__in", ["freezing", "queueing", "sending"])),
                fields=["id"],
                name="crm_campaign_run_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignrun",
            constraint=models.UniqueConstraint(
                fields=("campaign", "occurrence"), name="crm_campaign_run_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "freezing",
                            "queueing",
                            "sending",
                            "paused",
                            "canceled",
                            "done",
                        ],
                    )
                ),
                name="crm_campaign_run_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "paused"), models.Q(("paused_in", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state", "paused"), _negated=True), ("paused_in", "")
                    ),
                    _connector="OR",
                ),
                name="crm_campaign_run_paused",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ["done", "canceled"]),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["done", "canceled"]), _negated=True),
                        ("end_reason", ""),
                        ("ended_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="crm_campaign_run_over",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignrecipient",
            index=models.Index(
                fields=["profile_id"], name="crm_campaign_recipient_profile"
            ),
        ),
        migrations.AddIndex(
            model_name="campaignrecipient",
            index=models.Index(
                condition=models.Q(
                    ("excluded_reason", ""),
                    ("is_held_out", False),
                    ("message_id__isnull", True),
                ),
                fields=["run", "due_at", "profile_id"],
                name="crm_campaign_recipient_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignrecipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("message_id__isnull", True),
                        models.Q(
                            ("is_held_out", False),
                            ("excluded_reason", ""),
                            _connector="OR",
                        ),
                    ),
                    models.Q(("excluded_reason", ""), ("is_held_out", False)),
                    _connector="OR",
                ),
                name="crm_campaign_recipient_counts_once",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignstep",
            index=models.Index(
                fields=["campaign", "id"], name="crm_campaign_step_campaign"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("author", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="crm_campaign_step_has_cause",
            ),
        ),
        migrations.RunSQL(KEEP_TO_THE_WAY, LEAVE_THE_WAY),
        migrations.RunSQL(LOG_THE_WAY, FORGET_THE_WAY),
    ]
