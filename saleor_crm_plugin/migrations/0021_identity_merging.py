"""Merging of profiles: survivors, merges with their journal, suggestions, and what attributes mean."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Now

from ._0021_timeline_page import PAGE_OF_ALL

PAGE = import_module(f"{__package__}.0003_timeline").PAGE.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)

# Until now a profile had one account at most, so its addresses are that one's.
HELD_BY = """
UPDATE crm_identifier AS address SET held_by = account.value_hash
FROM crm_identifier AS account
WHERE account.profile_id = address.profile_id AND account.type = 'user'
  AND account.ended_at IS NULL AND address.type = 'email' AND address.trust <> 'guest'
"""

# Mail providers ignore what stands behind a plus; Google also ignores dots.
EMAIL_KEY = """
CREATE FUNCTION crm_email_key(address text) RETURNS text LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN host IN ('gmail.com', 'googlemail.com')
                THEN replace(mailbox, '.', '') || '@gmail.com'
                ELSE mailbox || '@' || host END
    FROM (
        SELECT split_part(split_part(lower(address), '@', 1), '+', 1) AS mailbox,
               split_part(lower(address), '@', 2) AS host
    ) AS parts
$$;
CREATE INDEX crm_identifier_value_email_key ON crm_identifier_value (crm_email_key(value))
WHERE position('@' IN value) > 0;
"""
NO_EMAIL_KEY = """
DROP INDEX crm_identifier_value_email_key;
DROP FUNCTION crm_email_key(text);
"""


def _profile(name: str, **changes: object) -> tuple[str, models.ForeignKey]:
    return (
        name,
        models.ForeignKey(
            on_delete=django.db.models.deletion.RESTRICT,
            related_name="+",
            to="saleor_crm_plugin.profile",
            **changes,
        ),
    )


def _id() -> tuple[str, models.BigAutoField]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def _author(name: str) -> tuple[str, models.CharField]:
    return name, models.CharField(blank=True, default="", max_length=160)


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0020_follow_ups_tidied"),
    ]

    operations = [
        migrations.AddField(
            "profile",
            *_profile("merged_into", null=True, db_index=False),
        ),
        migrations.AddIndex(
            "profile",
            models.Index(
                name="crm_profile_merged_into",
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
            ),
        ),
        migrations.AddField(
            "identifier",
            "held_by",
            models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.RunSQL(HELD_BY, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="ProfileMerge",
            fields=[
                _id(),
                _profile("source"),
                _profile("target"),
                ("author", models.CharField(max_length=160)),
                ("merged_at", models.DateTimeField()),
                ("moved", models.JSONField(default=dict)),
                ("settled_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                _author("undone_by"),
                ("kept", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "crm_profile_merge",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("undone_at__isnull", True)),
                        fields=("source",),
                        name="crm_profile_merge_one_survivor",
                    ),
                    models.CheckConstraint(
                        condition=~Q(source=F("target")),
                        name="crm_profile_merge_of_two",
                    ),
                    models.CheckConstraint(
                        condition=Q(undone_at__isnull=True, undone_by="")
                        | (Q(undone_at__isnull=False) & ~Q(undone_by="")),
                        name="crm_profile_merge_undone_by_somebody",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=Q(("settled_at__isnull", True)),
                        fields=["id"],
                        name="crm_profile_merge_unsettled",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MergedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "merge_id",
                        "place",
                        "row_key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.profilemerge",
                    ),
                ),
                ("place", models.CharField(max_length=64)),
                ("row_key", models.TextField()),
            ],
            options={"db_table": "crm_merged_row"},
        ),
        migrations.CreateModel(
            name="DuplicateSuggestion",
            fields=[
                _id(),
                _profile("one"),
                _profile("other"),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), size=None
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("merged", "Merged"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("found_at", models.DateTimeField(db_default=Now())),
                ("decided_at", models.DateTimeField(null=True)),
                _author("decided_by"),
            ],
            options={
                "db_table": "crm_duplicate_suggestion",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other"), name="crm_duplicate_suggestion_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(one__lt=F("other")),
                        name="crm_duplicate_suggestion_in_order",
                    ),
                    models.CheckConstraint(
                        condition=Q(score__range=(1, 100)),
                        name="crm_duplicate_suggestion_score",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="open", decided_at__isnull=True)
                        | (~Q(state="open") & Q(decided_at__isnull=False)),
                        name="crm_duplicate_suggestion_decided",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=Q(("state", "open")),
                        fields=["-score", "-id"],
                        name="crm_duplicate_suggestion_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DuplicateWalk",
            fields=[
                _id(),
                ("newest_id", models.BigIntegerField(default=0)),
                ("reached_id", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "crm_duplicate_walk",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(id=1), name="crm_duplicate_walk_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LaneSuccessor",
            fields=[
                ("lane", models.BigIntegerField(primary_key=True, serialize=False)),
                ("successor", models.BigIntegerField()),
            ],
            options={
                "db_table": "crm_lane_successor",
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(lane=F("successor")),
                        name="crm_lane_successor_is_another",
                    )
                ],
                "indexes": [
                    models.Index(fields=["successor"], name="crm_lane_successor_of")
                ],
            },
        ),
        migrations.CreateModel(
            name="AttributeDefinition",
            fields=[
                (
                    "name",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("date", "Date"),
                            ("boolean", "Boolean"),
                            ("choice", "Choice"),
                        ],
                        max_length=8,
                    ),
                ),
                ("names", models.JSONField(default=dict)),
                (
                    "choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("owner", "Owner"),
                            ("asked", "Asked"),
                        ],
                        default="staff",
                        max_length=8,
                    ),
                ),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_attribute_definition",
                "constraints": [
                    models.CheckConstraint(
                        condition=(Q(type="choice") & ~Q(choices=[]))
                        | (~Q(type="choice") & Q(choices=[])),
                        name="crm_attribute_definition_choices",
                    )
                ],
            },
        ),
        migrations.RunSQL(EMAIL_KEY, NO_EMAIL_KEY),
        migrations.RunSQL(PAGE_OF_ALL, PAGE),
    ]
