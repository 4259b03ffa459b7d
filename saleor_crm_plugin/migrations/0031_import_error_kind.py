"""The kind of error an import broke off with, what a worker tries, and keys by which people match."""

from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("waiting", "Waiting"),
    ("uploaded", "Uploaded"),
    ("ready", "Ready"),
    ("rehearsing", "Rehearsing"),
    ("rehearsed", "Rehearsed"),
    ("running", "Running"),
    ("done", "Done"),
    ("done_with_errors", "Done With Errors"),
    ("undoing", "Undoing"),
    ("undone", "Undone"),
    ("failed", "Failed"),
    ("canceled", "Canceled"),
]
KIND_APART = """
UPDATE crm_import
SET problem = split_part(problem, ':', 1), error_kind = split_part(problem, ':', 2)
WHERE problem LIKE '%:%'
"""
# As the version before kept it: cut to the column's length.
KIND_BEHIND_A_COLON = """
UPDATE crm_import SET problem = left(problem || ':' || error_kind, 32) WHERE error_kind <> ''
"""
# The version before knows one way of being done.
ONE_WAY_TO_BE_DONE = (
    "UPDATE crm_import SET state = 'done' WHERE state = 'done_with_errors'"
)
# Lists are named as the API names them, by their ID.
LISTS_BY_ID = """
UPDATE crm_import
SET options = options - 'segment' || jsonb_build_object('list', CASE
    WHEN (options ->> 'segment')::bigint = 0 THEN ''
    ELSE encode(convert_to('CrmSegment:' || (options ->> 'segment'), 'UTF8'), 'base64')
END)
WHERE kind = 'static_lists' AND options ? 'segment'
"""
LISTS_BY_NUMBER = """
UPDATE crm_import
SET options = options - 'list' || jsonb_build_object('segment', CASE
    WHEN options ->> 'list' = '' THEN 0
    ELSE split_part(convert_from(decode(options ->> 'list', 'base64'), 'UTF8'), ':', 2)::bigint
END)
WHERE kind = 'static_lists' AND options ? 'list'
"""
# Keys are written by whoever looks at people; the index over all names needs no successor.
KNOWN = import_module(f"{__package__}.0030_codes_and_name_keys")
EVERYBODY_IS_NEW = "UPDATE crm_duplicate_walk SET newest_id = 0, reached_id = 0"


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0031_asks_before_inferring")]

    operations = [
        migrations.AddField(
            "import",
            "error_kind",
            models.CharField(max_length=64, blank=True, default="", db_default=""),
        ),
        migrations.RunSQL(KIND_APART, KIND_BEHIND_A_COLON),
        migrations.AddField(
            "import", "broken", models.IntegerField(default=0, db_default=0)
        ),
        migrations.AddField(
            "import",
            "tries",
            models.PositiveSmallIntegerField(default=0, db_default=0),
        ),
        migrations.AddField("import", "tried_until", models.IntegerField(null=True)),
        migrations.AddField(
            "import", "suspected_until", models.IntegerField(null=True)
        ),
        migrations.AddField("import", "passed_by_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "import",
            "failed_in",
            models.CharField(max_length=16, blank=True, default="", db_default=""),
        ),
        migrations.RemoveConstraint("import", "crm_import_state"),
        migrations.RunSQL(migrations.RunSQL.noop, ONE_WAY_TO_BE_DONE),
        migrations.AlterField(
            "import",
            "state",
            models.CharField(choices=STATES, default="waiting", max_length=16),
        ),
        migrations.AddConstraint(
            "import",
            models.CheckConstraint(
                name="crm_import_state",
                condition=Q(state__in=[code for code, _ in STATES]),
            ),
        ),
        migrations.RunSQL(LISTS_BY_ID, LISTS_BY_NUMBER),
        migrations.RemoveIndex("importrow", "crm_import_row_person"),
        migrations.AddIndex(
            "importrow",
            models.Index(
                name="crm_import_row_person_key",
                fields=["person_key", "file"],
                condition=~Q(person_key=""),
            ),
        ),
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key",
                        "profile_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("profile_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "crm_match_key",
                "indexes": [
                    models.Index(fields=["profile_id"], name="crm_match_key_profile")
                ],
            },
        ),
        migrations.RunSQL(KNOWN.NO_NAME_KEYS, KNOWN.NAME_KEYS),
        migrations.RunSQL(EVERYBODY_IS_NEW, migrations.RunSQL.noop),
    ]
