"""Where statements of segments begin, and the scores with which a segment was looked at."""

from django.db import migrations, models
from django.db.models import Q

REASONS = [
    ("rule", "Rule"),
    ("fact", "Fact"),
    ("time", "Time"),
    ("repair", "Repair"),
    ("staff", "Staff"),
    ("snapshot", "Snapshot"),
    ("import", "Import"),
    ("archived", "Archived"),
    ("scores", "Scores"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0027_exports"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="profileplace", name="crm_profile_place_city"
        ),
        migrations.AddIndex(
            model_name="profileplace",
            index=models.Index(
                fields=["city", "profile_id"], name="crm_profile_place_city"
            ),
        ),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(
                condition=Q(
                    ("erased_at__isnull", False),
                    ("merged_into__isnull", False),
                    _connector="OR",
                ),
                fields=["id"],
                name="crm_profile_gone",
            ),
        ),
        migrations.AddIndex(
            model_name="profileattribute",
            index=models.Index(
                fields=["name", "value"], name="crm_profile_attribute_value"
            ),
        ),
        migrations.AddField(
            model_name="segment",
            name="scores_seen",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="segmentmember",
            name="join_reason",
            field=models.CharField(choices=REASONS, max_length=16),
        ),
        migrations.AlterField(
            model_name="segmentmember",
            name="leave_reason",
            field=models.CharField(
                blank=True,
                choices=REASONS,
                db_default="",
                default="",
                max_length=16,
            ),
        ),
    ]
