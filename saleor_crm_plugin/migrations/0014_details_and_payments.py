"""Tables of what people have told about themselves, and of the failed payments that were told."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0013_journeys")]

    operations = [
        migrations.CreateModel(
            name="ToldPaymentFailure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("source", models.CharField(max_length=16)),
                ("number", models.BigIntegerField()),
            ],
            options={"db_table": "crm_told_payment_failure"},
        ),
        migrations.CreateModel(
            name="PersonDetails",
            fields=[
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="details",
                        serialize=False,
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("birth_month", models.SmallIntegerField(null=True)),
                ("birth_day", models.SmallIntegerField(null=True)),
                ("birth_year", models.SmallIntegerField(null=True)),
                (
                    "language",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=35
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=64
                    ),
                ),
                ("source", models.CharField(max_length=64)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "crm_person_details",
                "indexes": [
                    models.Index(
                        condition=models.Q(birth_month__isnull=False),
                        fields=["birth_month", "birth_day", "profile"],
                        name="crm_person_details_birthday",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            birth_month__isnull=True,
                            birth_day__isnull=True,
                            birth_year__isnull=True,
                        )
                        | models.Q(
                            birth_month__range=(1, 12), birth_day__range=(1, 31)
                        ),
                        name="crm_person_details_birthday_is_one",
                    ),
                ],
            },
        ),
    ]
