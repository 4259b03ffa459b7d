"""Tables of timeline."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# Months in UTC. What comes for a month that nobody made waits in the default partition; no page
# misses it there, and `crm_timeline_empty_default` sorts it in.
ENTRIES = """
CREATE SEQUENCE crm_timeline_entry_id_seq AS bigint;
CREATE TABLE crm_timeline_entry (
    id bigint NOT NULL DEFAULT nextval('crm_timeline_entry_id_seq'),
    profile_id bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    entry_type varchar(64) NOT NULL,
    fact_key varchar(160) NOT NULL,
    origin varchar(16) NOT NULL,
    payload jsonb NOT NULL,
    CONSTRAINT crm_timeline_entry_pkey PRIMARY KEY (occurred_at, fact_key)
) PARTITION BY RANGE (occurred_at);
ALTER SEQUENCE crm_timeline_entry_id_seq OWNED BY crm_timeline_entry.id;
CREATE INDEX crm_timeline_entry_page ON crm_timeline_entry (profile_id, occurred_at, id);
CREATE TABLE crm_timeline_default PARTITION OF crm_timeline_entry DEFAULT;
"""

APPEND_ONLY = """
CREATE FUNCTION crm_timeline_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Timeline entries are never changed or deleted.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_timeline_append_only BEFORE UPDATE OR DELETE ON crm_timeline_entry
    FOR EACH ROW EXECUTE FUNCTION crm_timeline_refuse_change();
"""

# Attaching a finished table locks the parent against neither readers nor writers, unlike
# CREATE TABLE ... PARTITION OF. Months that have rows in the default partition are left to
# crm_timeline_empty_default. One maker at a time, by the advisory lock.
MAKE_MONTHS = """
CREATE FUNCTION crm_timeline_make_months(wanted date[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    missing date[];
    first_day date;
    name text;
    starts timestamptz;
    ends timestamptz;
    made integer := 0;
BEGIN
    SELECT array_agg(day ORDER BY day) INTO missing FROM unnest(wanted) AS day
    WHERE to_regclass('crm_timeline_' || to_char(day, 'YYYY_MM')) IS NULL;
    IF missing IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('crm_timeline_partitions'));
    FOREACH first_day IN ARRAY missing LOOP
        name := 'crm_timeline_' || to_char(first_day, 'YYYY_MM');
        starts := first_day::timestamp AT TIME ZONE 'UTC';
        ends := (first_day + interval '1 month') AT TIME ZONE 'UTC';
        CONTINUE WHEN to_regclass(name) IS NOT NULL OR EXISTS (
            SELECT FROM crm_timeline_default WHERE occurred_at >= starts AND occurred_at < ends
        );
        EXECUTE format(
            'CREATE TABLE %I (LIKE crm_timeline_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
            name
        );
        EXECUTE format(
            'ALTER TABLE crm_timeline_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            name, starts, ends
        );
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
"""

# The whole default partition is taken out and its rows are inserted again: a detached table has no
# append-only trigger to be bypassed. Locks the parent for as long as that takes.
EMPTY_DEFAULT = """
CREATE FUNCTION crm_timeline_empty_default() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    months date[];
    moved bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM crm_timeline_default) THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('crm_timeline_partitions'));
    LOCK TABLE crm_timeline_entry IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE crm_timeline_entry DETACH PARTITION crm_timeline_default;
    ALTER TABLE crm_timeline_default RENAME TO crm_timeline_misplaced;
    CREATE TABLE crm_timeline_default PARTITION OF crm_timeline_entry DEFAULT;
    SELECT array_agg(DISTINCT date_trunc('month', occurred_at AT TIME ZONE 'UTC')::date)
    INTO months FROM crm_timeline_misplaced;
    PERFORM crm_timeline_make_months(months);
    INSERT INTO crm_timeline_entry SELECT * FROM crm_timeline_misplaced;
    GET DIAGNOSTICS moved = ROW_COUNT;
    DROP TABLE crm_timeline_misplaced;
    RETURN moved;
END $$;
"""

# Retention: a month is written anew without the types whose time is over, and takes the place of
# the old one. Writers of that month wait for the copy, readers of the timeline only for the swap.
FORGET = """
CREATE FUNCTION crm_timeline_forget(first_day date, forgotten text[]) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    name text := 'crm_timeline_' || to_char(first_day, 'YYYY_MM');
    kept text := 'crm_timeline_kept_' || to_char(first_day, 'YYYY_MM');
    starts timestamptz := first_day::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (first_day + interval '1 month') AT TIME ZONE 'UTC';
    removed bigint;
BEGIN
    IF to_regclass(name) IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('crm_timeline_partitions'));
    EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', name);
    EXECUTE format('SELECT count(*) FROM %I WHERE entry_type = ANY ($1)', name)
        INTO removed USING forgotten;
    IF removed = 0 THEN
        RETURN 0;
    END IF;
    EXECUTE format(
        'CREATE TABLE %I (LIKE crm_timeline_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', kept
    );
    EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE entry_type <> ALL ($1)', kept, name)
        USING forgotten;
    EXECUTE format('ALTER TABLE crm_timeline_entry DETACH PARTITION %I', name);
    EXECUTE format('DROP TABLE %I', name);
    EXECUTE format('ALTER TABLE %I RENAME TO %I', kept, name);
    EXECUTE format(
        'ALTER TABLE crm_timeline_entry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        name, starts, ends
    );
    EXECUTE format(
        'DELETE FROM crm_timeline_month known WHERE month = $1 AND NOT EXISTS ('
        'SELECT FROM %I entry WHERE entry.profile_id = known.profile_id)', name
    ) USING first_day;
    RETURN removed;
END $$;
"""

# Month by month from the newest, only those in which the profile has entries, until the page is
# full. Each month is asked under its own name: planning one table costs the same however many
# months the timeline has, while a query on the parent is planned over all of them.
PAGE = """
CREATE FUNCTION crm_timeline_page(
    asked_profile bigint, before timestamptz, before_id bigint, wanted integer, asked_types text[]
) RETURNS SETOF crm_timeline_entry LANGUAGE plpgsql STABLE AS $$
DECLARE
    first_day date;
    place text;
    found integer;
    missing integer := wanted;
BEGIN
    FOR first_day IN
        SELECT month FROM crm_timeline_month
        WHERE profile_id = asked_profile AND month <= (before AT TIME ZONE 'UTC')::date
        ORDER BY month DESC
    LOOP
        place := 'crm_timeline_' || to_char(first_day, 'YYYY_MM');
        IF to_regclass(place) IS NULL THEN
            place := 'crm_timeline_default';
        END IF;
        RETURN QUERY EXECUTE format(
            'SELECT * FROM %I WHERE profile_id = $1'
            ' AND occurred_at >= $2 AND occurred_at < $3 AND (occurred_at, id) < ($4, $5)'
            ' AND ($6 IS NULL OR entry_type = ANY ($6))'
            ' ORDER BY occurred_at DESC, id DESC LIMIT $7', place
        ) USING asked_profile, first_day::timestamp AT TIME ZONE 'UTC',
            (first_day + interval '1 month') AT TIME ZONE 'UTC',
            before, before_id, asked_types, missing;
        GET DIAGNOSTICS found = ROW_COUNT;
        missing := missing - found;
        EXIT WHEN missing <= 0;
    END LOOP;
END $$;
"""

THIS_MONTH_AND_THREE_AHEAD = """
SELECT crm_timeline_make_months(array_agg(
    (date_trunc('month', now() AT TIME ZONE 'UTC') + ahead * interval '1 month')::date
)) FROM generate_series(0, 3) AS ahead;
"""

DROP_FUNCTIONS = """
DROP FUNCTION crm_timeline_page(bigint, timestamptz, bigint, integer, text[]);
DROP FUNCTION crm_timeline_forget(date, text[]);
DROP FUNCTION crm_timeline_empty_default();
DROP FUNCTION crm_timeline_make_months(date[]);
"""
DROP_ENTRIES = """
DROP TABLE crm_timeline_entry;
DROP FUNCTION crm_timeline_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0002_identity")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(ENTRIES + APPEND_ONLY, DROP_ENTRIES),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="TimelineEntry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("profile_id", models.BigIntegerField()),
                        ("occurred_at", models.DateTimeField()),
                        ("entry_type", models.CharField(max_length=64)),
                        ("fact_key", models.CharField(max_length=160)),
                        ("origin", models.CharField(max_length=16)),
                        ("payload", models.JSONField()),
                    ],
                    options={"db_table": "crm_timeline_entry"},
                ),
            ],
        ),
        migrations.CreateModel(
            name="TimelineMonth",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "month",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("month", models.DateField()),
            ],
            options={"db_table": "crm_timeline_month"},
        ),
        migrations.CreateModel(
            name="TimelineRetention",
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
                ("entry_type", models.CharField(max_length=64, unique=True)),
                ("keep_days", models.PositiveIntegerField()),
                ("forgotten_before", models.DateField(null=True)),
            ],
            options={"db_table": "crm_timeline_retention"},
        ),
        migrations.CreateModel(
            name="Note",
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
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("author_id", models.IntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("owner_id", models.IntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_id", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "crm_note",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            owner_id__isnull=True,
                            due_at__isnull=True,
                            done_at__isnull=True,
                        )
                        | models.Q(owner_id__isnull=False, due_at__isnull=False),
                        name="crm_note_follow_up_has_owner_and_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            done_at__isnull=True, done_by_id__isnull=True
                        )
                        | models.Q(done_at__isnull=False, done_by_id__isnull=False),
                        name="crm_note_done_by_somebody",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            owner_id__isnull=False, done_at__isnull=True
                        ),
                        fields=["owner_id", "due_at", "id"],
                        name="crm_note_open_follow_ups",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteText",
            fields=[
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="saleor_crm_plugin.note",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "crm_note_text",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["text"],
                        name="crm_note_text_search",
                        opclasses=["gin_trgm_ops"],
                    ),
                ],
            },
        ),
        migrations.RunSQL(MAKE_MONTHS + EMPTY_DEFAULT + FORGET + PAGE, DROP_FUNCTIONS),
        migrations.RunSQL(THIS_MONTH_AND_THREE_AHEAD, migrations.RunSQL.noop),
    ]
