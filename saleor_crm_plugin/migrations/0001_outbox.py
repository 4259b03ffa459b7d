"""Tables of outbox."""

import django.db.models.functions.datetime
from django.db import migrations, models

# A hook must not wait behind a lock, and must not need a second statement to say so: the setting
# belongs to the function and holds for its own INSERT only.
MARK_FUNCTIONS = """
CREATE FUNCTION crm_mark(given_kind text, given_id text, given_hash text) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '250ms' AS $$
BEGIN
    INSERT INTO crm_mark (kind, object_id, email_hash) VALUES (given_kind, given_id, given_hash);
END $$;

CREATE FUNCTION crm_mark_listed(given_kind text, given_ids text[]) RETURNS void
LANGUAGE plpgsql SET lock_timeout = '250ms' AS $$
BEGIN
    INSERT INTO crm_mark (kind, object_id) SELECT given_kind, unnest(given_ids);
END $$;
"""
DROP_MARK_FUNCTIONS = """
DROP FUNCTION crm_mark(text, text, text);
DROP FUNCTION crm_mark_listed(text, text[]);
"""

# Weeks begin on Monday, in UTC. The default partition takes what comes when nobody made the next
# weeks; `outbox.partitions` sorts that out.
FACTS = """
CREATE SEQUENCE crm_fact_id_seq AS bigint CACHE 1;
CREATE TABLE crm_fact (
    id bigint NOT NULL DEFAULT nextval('crm_fact_id_seq'),
    week date NOT NULL DEFAULT (date_trunc('week', now() AT TIME ZONE 'UTC'))::date,
    key varchar(160) NOT NULL,
    code varchar(64) NOT NULL,
    profile_id bigint,
    occurred_at timestamptz NOT NULL,
    origin varchar(16) NOT NULL,
    payload jsonb NOT NULL,
    published_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT crm_fact_pkey PRIMARY KEY (id, week),
    CONSTRAINT crm_fact_key_unique UNIQUE (key, week)
) PARTITION BY RANGE (week);
ALTER SEQUENCE crm_fact_id_seq OWNED BY crm_fact.id;
CREATE TABLE crm_fact_default PARTITION OF crm_fact DEFAULT;
DO $$
DECLARE first_day date;
BEGIN
    FOR ahead IN 0..4 LOOP
        first_day := (date_trunc('week', now() AT TIME ZONE 'UTC'))::date + 7 * ahead;
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF crm_fact FOR VALUES FROM (%L) TO (%L)',
            'crm_fact_' || to_char(first_day, 'YYYYMMDD'), first_day, first_day + 7
        );
    END LOOP;
END $$;
"""

# Rows come and go by the million: vacuum early and seldom by age.
CHURN = """
ALTER TABLE crm_delivery SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE crm_mark SET (autovacuum_vacuum_scale_factor = 0.02);
"""


def _fact_model() -> migrations.CreateModel:
    return migrations.CreateModel(
        name="FactRow",
        fields=[
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ("week", models.DateField()),
            ("key", models.CharField(max_length=160)),
            ("code", models.CharField(max_length=64)),
            ("profile_id", models.BigIntegerField(null=True)),
            ("occurred_at", models.DateTimeField()),
            ("origin", models.CharField(max_length=16)),
            ("payload", models.JSONField(default=dict)),
            (
                "published_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now()
                ),
            ),
        ],
        options={"db_table": "crm_fact"},
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("account", "0086_auto_20240805_0851"),
        ("channel", "0022_merge_20250708_1220"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
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
                ("object_id", models.CharField(max_length=64)),
                (
                    "email_hash",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=64
                    ),
                ),
                (
                    "origin",
                    models.CharField(db_default="live", default="live", max_length=16),
                ),
                ("tries", models.SmallIntegerField(db_default=0, default=0)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "last_error",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=500
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
            ],
            options={"db_table": "crm_mark"},
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("handler", models.CharField(max_length=80)),
                ("lane_group", models.SmallIntegerField()),
                ("lane", models.BigIntegerField()),
                ("fact_id", models.BigIntegerField()),
                ("fact_week", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "Pending"), ("stuck", "Stuck")],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("tries", models.SmallIntegerField(db_default=0, default=0)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "last_error",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=500
                    ),
                ),
            ],
            options={
                "db_table": "crm_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["handler", "lane_group", "fact_id"],
                        name="crm_delivery_pending",
                    ),
                    models.Index(
                        condition=models.Q(("tries__gt", 0)),
                        fields=["handler", "lane"],
                        name="crm_delivery_failed",
                    ),
                    models.Index(
                        condition=models.Q(("state", "stuck")),
                        fields=["id"],
                        name="crm_delivery_stuck",
                    ),
                    models.Index(fields=["fact_week"], name="crm_delivery_week"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaneGroup",
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
                ("handler", models.CharField(max_length=80)),
                ("lane_group", models.SmallIntegerField()),
            ],
            options={
                "db_table": "crm_lane_group",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("handler", "lane_group"), name="crm_lane_group_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SkippedDelivery",
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
                ("handler", models.CharField(max_length=80)),
                ("fact_id", models.BigIntegerField()),
                ("fact_key", models.CharField(max_length=160)),
                ("fact_code", models.CharField(max_length=64)),
                (
                    "last_error",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                ("reason", models.CharField(max_length=500)),
                ("author", models.CharField(max_length=160)),
                ("skipped_at", models.DateTimeField()),
            ],
            options={"db_table": "crm_skipped_delivery"},
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(FACTS, reverse_sql="DROP TABLE crm_fact CASCADE")
            ],
            state_operations=[_fact_model()],
        ),
        migrations.RunSQL(MARK_FUNCTIONS, reverse_sql=DROP_MARK_FUNCTIONS),
        migrations.RunSQL(CHURN, reverse_sql=migrations.RunSQL.noop),
    ]
