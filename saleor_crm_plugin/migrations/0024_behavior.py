"""What people look at and look for, and the copies of everything that is kept about them."""

import django.db.models.deletion
from django.db import migrations, models

# Months in UTC. What comes for a month that nobody made waits in the default partition.
# Retries of one batch come within minutes and are told by the visitor's key of the event.
EVENTS = """
CREATE SEQUENCE crm_behavior_event_id_seq AS bigint;
CREATE TABLE crm_behavior_event (
    id bigint NOT NULL DEFAULT nextval('crm_behavior_event_id_seq'),
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    visitor_id bigint,
    profile_id bigint,
    event_key varchar(96) NOT NULL,
    kind varchar(16) NOT NULL,
    name varchar(64) NOT NULL,
    product_id integer,
    variant_id integer,
    category_id integer,
    channel varchar(250) NOT NULL,
    quantity integer,
    text varchar(200) NOT NULL,
    language varchar(16) NOT NULL,
    author varchar(160) NOT NULL,
    CONSTRAINT crm_behavior_event_pkey PRIMARY KEY (occurred_at, id),
    CONSTRAINT crm_behavior_event_of_somebody
        CHECK (visitor_id IS NOT NULL OR profile_id IS NOT NULL),
    CONSTRAINT crm_behavior_event_not_ahead CHECK (occurred_at <= received_at),
    CONSTRAINT crm_behavior_event_kind CHECK (kind IN (
        'product', 'category', 'search', 'cart', 'wishlist', 'share', 'content', 'custom',
        'visit', 'occasion'
    ))
) PARTITION BY RANGE (occurred_at);
ALTER SEQUENCE crm_behavior_event_id_seq OWNED BY crm_behavior_event.id;
CREATE UNIQUE INDEX crm_behavior_event_once
    ON crm_behavior_event (visitor_id, event_key, occurred_at);
CREATE UNIQUE INDEX crm_behavior_event_recorded_once
    ON crm_behavior_event (event_key, occurred_at) WHERE visitor_id IS NULL;
CREATE INDEX crm_behavior_event_page ON crm_behavior_event (profile_id, occurred_at, id);
CREATE TABLE crm_behavior_default PARTITION OF crm_behavior_event DEFAULT;
"""

# What happened does not change; whose it is does: at a sign-in, and when two profiles are merged.
APPEND_ONLY = """
CREATE FUNCTION crm_behavior_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'profile_id' IS DISTINCT FROM to_jsonb(OLD) - 'profile_id' THEN
        RAISE EXCEPTION 'Events of behavior are never changed.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER crm_behavior_append_only BEFORE UPDATE ON crm_behavior_event
    FOR EACH ROW EXECUTE FUNCTION crm_behavior_refuse_change();
"""

THIS_MONTH_AND_THREE_AHEAD = """
DO $$
DECLARE
    starts timestamp := date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month';
BEGIN
    FOR ahead IN 0..4 LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF crm_behavior_event FOR VALUES FROM (%L) TO (%L)',
            'crm_behavior_' || to_char(starts, 'YYYY_MM'),
            starts AT TIME ZONE 'UTC', (starts + interval '1 month') AT TIME ZONE 'UTC'
        );
        starts := starts + interval '1 month';
    END LOOP;
END $$;
"""

# By the dictionaries that PostgreSQL brings; a language without one, or none, keeps the word.
STEM = """
CREATE FUNCTION crm_keyword_stem(word text, language text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce((ts_lexize(
        CASE split_part(language, '-', 1)
            WHEN 'da' THEN 'danish_stem' WHEN 'de' THEN 'german_stem'
            WHEN 'en' THEN 'english_stem' WHEN 'es' THEN 'spanish_stem'
            WHEN 'fi' THEN 'finnish_stem' WHEN 'fr' THEN 'french_stem'
            WHEN 'hu' THEN 'hungarian_stem' WHEN 'it' THEN 'italian_stem'
            WHEN 'nb' THEN 'norwegian_stem' WHEN 'nl' THEN 'dutch_stem'
            WHEN 'no' THEN 'norwegian_stem' WHEN 'pt' THEN 'portuguese_stem'
            WHEN 'ro' THEN 'romanian_stem' WHEN 'ru' THEN 'russian_stem'
            WHEN 'sv' THEN 'swedish_stem' WHEN 'tr' THEN 'turkish_stem'
            ELSE 'simple'
        END::regdictionary, word
    ))[1], word)
$$;
"""

DROP_EVENTS = """
DROP FUNCTION crm_keyword_stem(text, text);
DROP TABLE crm_behavior_event;
DROP FUNCTION crm_behavior_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0023_segments"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    EVENTS + APPEND_ONLY + THIS_MONTH_AND_THREE_AHEAD + STEM,
                    DROP_EVENTS,
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="BehaviorEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("occurred_at", models.DateTimeField()),
                        ("received_at", models.DateTimeField()),
                        ("visitor_id", models.BigIntegerField(null=True)),
                        ("profile_id", models.BigIntegerField(null=True)),
                        ("event_key", models.CharField(max_length=96)),
                        ("kind", models.CharField(max_length=16)),
                        (
                            "name",
                            models.CharField(blank=True, default="", max_length=64),
                        ),
                        ("product_id", models.IntegerField(null=True)),
                        ("variant_id", models.IntegerField(null=True)),
                        ("category_id", models.IntegerField(null=True)),
                        (
                            "channel",
                            models.CharField(blank=True, default="", max_length=250),
                        ),
                        ("quantity", models.IntegerField(null=True)),
                        (
                            "text",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        (
                            "language",
                            models.CharField(blank=True, default="", max_length=16),
                        ),
                        (
                            "author",
                            models.CharField(blank=True, default="", max_length=160),
                        ),
                    ],
                    options={
                        "db_table": "crm_behavior_event",
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="BehaviorDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "day",
                        "kind",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=16)),
                ("events", models.IntegerField()),
            ],
            options={
                "db_table": "crm_behavior_day",
                "indexes": [
                    models.Index(fields=["day", "kind"], name="crm_behavior_day_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("events__gt", 0),
                            (
                                "kind__in",
                                [
                                    "product",
                                    "category",
                                    "search",
                                    "cart",
                                    "wishlist",
                                    "share",
                                    "content",
                                    "custom",
                                    "visit",
                                    "occasion",
                                ],
                            ),
                        ),
                        name="crm_behavior_day_some",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BehaviorSettings",
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
                ("keep_days", models.PositiveIntegerField(default=395)),
                ("places", models.JSONField(default=list)),
                ("occasions", models.JSONField(default=list)),
            ],
            options={
                "db_table": "crm_behavior_settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="crm_behavior_settings_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CategoryInterest",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "category_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("category_id", models.IntegerField()),
                ("views", models.IntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_category_interest",
                "indexes": [
                    models.Index(
                        fields=["category_id", "last_at"],
                        name="crm_category_interest_category",
                    ),
                    models.Index(fields=["last_at"], name="crm_category_interest_last"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_at__lte", models.F("last_at")), ("views__gt", 0)
                        ),
                        name="crm_category_interest_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InboundText",
            fields=[
                (
                    "key",
                    models.CharField(max_length=160, primary_key=True, serialize=False),
                ),
                ("profile_id", models.BigIntegerField()),
                ("occurred_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_inbound_text",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_inbound_text_profile"
                    ),
                    models.Index(fields=["occurred_at"], name="crm_inbound_text_at"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonExport",
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
                ("author", models.CharField(max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                            ("expired", "Expired"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("parts_done", models.PositiveIntegerField(default=0)),
                ("parts_total", models.PositiveIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_person_export",
                "indexes": [
                    models.Index(
                        fields=["profile_id", "id"], name="crm_person_export_profile"
                    ),
                    models.Index(
                        condition=models.Q(("state", "ready")),
                        fields=["expires_at"],
                        name="crm_person_export_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("profile_id",),
                        name="crm_person_export_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "running", "ready", "failed", "expired"],
                            )
                        ),
                        name="crm_person_export_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="crm_person_export_ready_expires",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonKeyword",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "source",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("source", models.CharField(max_length=16)),
                ("word", models.CharField(max_length=64)),
                ("stem", models.CharField(max_length=64)),
                ("times", models.IntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_person_keyword",
                "indexes": [
                    models.Index(
                        fields=["stem", "last_at"], name="crm_person_keyword_stem"
                    ),
                    models.Index(fields=["word"], name="crm_person_keyword_word"),
                    models.Index(fields=["last_at"], name="crm_person_keyword_last"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_at__lte", models.F("last_at")),
                            ("source__in", ["search", "message"]),
                            ("times__gt", 0),
                        ),
                        name="crm_person_keyword_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductInterest",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "profile_id",
                        "product_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("product_id", models.IntegerField()),
                ("views", models.IntegerField()),
                ("carts", models.IntegerField()),
                ("wishes", models.IntegerField()),
                ("shares", models.IntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_product_interest",
                "indexes": [
                    models.Index(
                        fields=["product_id", "last_at"],
                        name="crm_product_interest_product",
                    ),
                    models.Index(fields=["last_at"], name="crm_product_interest_last"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_at__lte", models.F("last_at"))),
                        name="crm_product_interest_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
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
                ("content", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="saleor_crm_plugin.personexport",
                    ),
                ),
            ],
            options={
                "db_table": "crm_person_export_part",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("export", "number"), name="crm_person_export_part_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visitor",
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
                ("visitor_hash", models.CharField(max_length=64, unique=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("free_since", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField()),
                (
                    "wording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.consentwording",
                    ),
                ),
            ],
            options={
                "db_table": "crm_visitor",
                "indexes": [
                    models.Index(
                        condition=models.Q(("profile_id__isnull", False)),
                        fields=["profile_id"],
                        name="crm_visitor_profile",
                    ),
                    models.Index(fields=["seen_at"], name="crm_visitor_seen"),
                ],
            },
        ),
    ]
