"""The tables of journeys, and the tags and attributes that their steps give to people."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# A published version is what people in flight run on: it never changes and never goes.
KEEP_VERSIONS = """
CREATE FUNCTION crm_keep_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'Version % of journey % is published and never changes.',
            OLD.number, OLD.journey_id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER crm_journey_version_immutable BEFORE UPDATE OR DELETE ON crm_journey_version
FOR EACH ROW EXECUTE FUNCTION crm_keep_published_version();
"""
FREE_VERSIONS = """
DROP TRIGGER crm_journey_version_immutable ON crm_journey_version;
DROP FUNCTION crm_keep_published_version();
"""
# One statement trigger: adding rows costs nothing more.
KEEP_LOG = """
CREATE FUNCTION crm_keep_step_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log of steps is append-only.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_step_log_append_only BEFORE UPDATE OR DELETE ON crm_step_log
FOR EACH STATEMENT EXECUTE FUNCTION crm_keep_step_log();
"""
FREE_LOG = """
DROP TRIGGER crm_step_log_append_only ON crm_step_log;
DROP FUNCTION crm_keep_step_log();
"""


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0012_messaging")]

    operations = [
        migrations.CreateModel(
            name="Journey",
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
                ("name", models.CharField(max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("off", "Off"),
                            ("on", "On"),
                            ("paused", "Paused"),
                            ("draining", "Draining"),
                        ],
                        default="off",
                        max_length=8,
                    ),
                ),
                ("experiment_id", models.BigIntegerField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={
                "db_table": "crm_journey",
            },
        ),
        migrations.CreateModel(
            name="StepLog",
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
                ("outcome", models.CharField(max_length=80)),
                ("numbers", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_step_log",
            },
        ),
        migrations.CreateModel(
            name="IssuedCode",
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
                ("voucher_id", models.IntegerField()),
                ("code", models.CharField(max_length=255)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_journey_code",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_journey_code_profile"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("expires_at__isnull", False),
                            ("withdrawn_at__isnull", True),
                        ),
                        fields=["expires_at"],
                        name="crm_journey_code_expiry",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JourneyScan",
            fields=[
                (
                    "journey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="saleor_crm_plugin.journey",
                    ),
                ),
                ("scanned_until", models.DateTimeField()),
                ("scanning_until", models.DateTimeField(null=True)),
                ("reached", models.CharField(blank=True, default="", max_length=80)),
            ],
            options={
                "db_table": "crm_journey_scan",
            },
        ),
        migrations.CreateModel(
            name="JourneyVersion",
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
                ("number", models.PositiveIntegerField()),
                ("definition", models.JSONField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.CharField(blank=True, default="", max_length=160),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="versions",
                        to="saleor_crm_plugin.journey",
                    ),
                ),
            ],
            options={
                "db_table": "crm_journey_version",
            },
        ),
        migrations.CreateModel(
            name="JourneyMove",
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
                ("mapping", models.JSONField()),
                ("author", models.CharField(max_length=160)),
                ("created_at", models.DateTimeField()),
                ("reached_id", models.BigIntegerField(default=0)),
                ("moved", models.BigIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "from_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.journeyversion",
                    ),
                ),
                (
                    "to_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.journeyversion",
                    ),
                ),
            ],
            options={
                "db_table": "crm_journey_move",
            },
        ),
        migrations.AddField(
            model_name="journey",
            name="current",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="saleor_crm_plugin.journeyversion",
            ),
        ),
        migrations.CreateModel(
            name="Enrollment",
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
                ("key", models.CharField(max_length=160)),
                ("subject", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("active", "Active"),
                            ("shadow", "Shadow"),
                            ("stuck", "Stuck"),
                            ("done", "Done"),
                            ("exited", "Exited"),
                            ("lapsed", "Lapsed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_alone", models.BooleanField(db_default=True, default=True)),
                (
                    "step",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=64
                    ),
                ),
                ("visit", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("occurred_at", models.DateTimeField()),
                ("entered_at", models.DateTimeField(null=True)),
                ("step_entered_at", models.DateTimeField(null=True)),
                (
                    "heard",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=64
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("goal_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempt", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "last_error",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=500
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=80
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.journey",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.journeyversion",
                    ),
                ),
            ],
            options={
                "db_table": "crm_enrollment",
            },
        ),
        migrations.CreateModel(
            name="ProfileAttribute",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "name",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=64)),
                ("value", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                (
                    "profile",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
            ],
            options={
                "db_table": "crm_profile_attribute",
            },
        ),
        migrations.CreateModel(
            name="ProfileTag",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "tag",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tag", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
                (
                    "profile",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
            ],
            options={
                "db_table": "crm_profile_tag",
            },
        ),
        migrations.CreateModel(
            name="Rehearsal",
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
                ("definitions", models.JSONField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("profile_id", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("canceled", "Canceled"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reached_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("report", models.JSONField(null=True)),
                ("error", models.CharField(blank=True, default="", max_length=500)),
                ("author", models.CharField(max_length=160)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_rehearsal",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "running", "done", "failed", "canceled"],
                            )
                        ),
                        name="crm_rehearsal_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="crm_rehearsal_period",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="journeyversion",
            constraint=models.UniqueConstraint(
                fields=("journey", "number"), name="crm_journey_version_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="journeyversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at__isnull", True)),
                fields=("journey",),
                name="crm_journey_version_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="journeymove",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at__isnull", True)),
                fields=("from_version",),
                name="crm_journey_move_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="journey",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["off", "on", "paused", "draining"])),
                name="crm_journey_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="journey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "off"), ("current__isnull", False), _connector="OR"
                ),
                name="crm_journey_runs_something",
            ),
        ),
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                condition=models.Q(("state__in", ("expected", "active", "shadow"))),
                fields=["journey", "due_at", "id"],
                name="crm_enrollment_due",
            ),
        ),
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("expected", "active", "shadow", "stuck"))
                ),
                fields=["version", "id"],
                name="crm_enrollment_in_flight",
            ),
        ),
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                condition=models.Q(("state", "stuck")),
                fields=["id"],
                name="crm_enrollment_stuck",
            ),
        ),
        migrations.AddIndex(
            model_name="enrollment",
            index=models.Index(
                fields=["profile_id", "id"], name="crm_enrollment_profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.UniqueConstraint(
                fields=("journey", "profile_id", "key"), name="crm_enrollment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("is_alone", True), ("state__in", ("active", "shadow", "stuck"))
                ),
                fields=("journey", "profile_id"),
                name="crm_enrollment_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "expected",
                            "active",
                            "shadow",
                            "stuck",
                            "done",
                            "exited",
                            "lapsed",
                        ],
                    )
                ),
                name="crm_enrollment_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_at__isnull", False),
                        ("state__in", ("expected", "active", "shadow")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("expected", "active", "shadow")),
                            _negated=True,
                        ),
                        ("due_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="crm_enrollment_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False),
                        ("state__in", ("done", "exited", "lapsed")),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("done", "exited", "lapsed")), _negated=True
                        ),
                        ("ended_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="crm_enrollment_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrollment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("active", "shadow")), _negated=True),
                    models.Q(("ends_at__isnull", False), ("entered_at__isnull", False)),
                    _connector="OR",
                ),
                name="crm_enrollment_inside_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="profiletag",
            index=models.Index(fields=["tag"], name="crm_profile_tag_tag"),
        ),
        migrations.CreateModel(
            name="WatchedGoods",
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
                ("variant_id", models.IntegerField()),
                ("channel", models.CharField(max_length=250)),
                ("price", models.DecimalField(decimal_places=3, max_digits=20)),
                ("was_there", models.BooleanField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_watched_goods",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile_id", "variant_id", "channel"),
                        name="crm_watched_goods_once",
                    )
                ],
                "indexes": [
                    models.Index(fields=["seen_at"], name="crm_watched_goods_seen")
                ],
            },
        ),
        migrations.RunSQL(KEEP_VERSIONS, FREE_VERSIONS),
        migrations.RunSQL(KEEP_LOG, FREE_LOG),
    ]
