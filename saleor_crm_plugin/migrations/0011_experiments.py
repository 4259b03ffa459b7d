"""The tables of holdouts."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

# Whoever was held out is compared as held out, whatever one would like to see later.
ONCE = """
CREATE FUNCTION crm_holdout_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An assignment is never changed or deleted.'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER crm_holdout_assignment_stays
    BEFORE UPDATE OR DELETE ON crm_holdout_assignment
    FOR EACH ROW EXECUTE FUNCTION crm_holdout_refuse_change();
"""
CHANGEABLE = """
DROP TRIGGER crm_holdout_assignment_stays ON crm_holdout_assignment;
DROP FUNCTION crm_holdout_refuse_change();
"""


def _id() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0010_templates")]

    operations = [
        migrations.CreateModel(
            name="Experiment",
            fields=[
                _id(),
                ("code", models.CharField(max_length=96, unique=True)),
                ("salt", models.CharField(max_length=64)),
                ("held_out_basis_points", models.PositiveSmallIntegerField()),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "db_table": "crm_experiment",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("held_out_basis_points__lte", 5000)),
                        name="crm_experiment_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("salt", ""), _negated=True),
                        name="crm_experiment_salted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldoutAssignment",
            fields=[
                _id(),
                ("profile_id", models.BigIntegerField()),
                ("bucket", models.PositiveSmallIntegerField()),
                ("is_held_out", models.BooleanField()),
                ("assigned_at", models.DateTimeField()),
                (
                    "experiment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="saleor_crm_plugin.experiment",
                    ),
                ),
            ],
            options={
                "db_table": "crm_holdout_assignment",
                "indexes": [
                    models.Index(fields=["profile_id"], name="crm_holdout_of_profile")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("experiment", "profile_id"),
                        name="crm_holdout_assignment_once",
                    )
                ],
            },
        ),
        migrations.RunSQL(ONCE, CHANGEABLE),
    ]
