"""The kind of error an import broke off with, and what a worker tries, in columns of their own."""

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
    ]
