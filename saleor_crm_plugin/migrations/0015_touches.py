"""The table of openings and clicks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0014_details_and_payments")]

    operations = [
        migrations.CreateModel(
            name="Touch",
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
                ("message", models.UUIDField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("open", "Open"), ("click", "Click")], max_length=8
                    ),
                ),
                ("link_id", models.BigIntegerField(default=0)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("count", models.IntegerField(default=1)),
                ("is_machine", models.BooleanField()),
                ("is_scanner", models.BooleanField(default=False)),
                ("is_judged", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "crm_touch",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_judged", False)),
                        fields=["last_at"],
                        name="crm_touch_unjudged",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "kind", "link_id"), name="crm_touch_once"
                    )
                ],
            },
        ),
    ]
