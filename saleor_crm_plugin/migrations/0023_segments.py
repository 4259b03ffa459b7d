"""Segments and their members."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0022_insight"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProfilePlace",
            fields=[
                (
                    "profile_id",
                    models.BigIntegerField(primary_key=True, serialize=False),
                ),
                ("country", models.CharField(blank=True, default="", max_length=2)),
                ("area", models.CharField(blank=True, default="", max_length=128)),
                ("city", models.CharField(blank=True, default="", max_length=256)),
                (
                    "postal_code",
                    models.CharField(blank=True, default="", max_length=20),
                ),
                ("language", models.CharField(blank=True, default="", max_length=35)),
            ],
            options={
                "db_table": "crm_profile_place",
                "indexes": [
                    models.Index(fields=["city"], name="crm_profile_place_city")
                ],
            },
        ),
        migrations.CreateModel(
            name="Segment",
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
                ("name", models.CharField(max_length=120)),
                (
                    "description",
                    models.CharField(blank=True, default="", max_length=500),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("rule", "Rule"), ("list", "List")], max_length=8
                    ),
                ),
                ("code", models.CharField(blank=True, default="", max_length=64)),
                ("rule", models.JSONField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "hears",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("filled_version", models.PositiveIntegerField(null=True)),
                ("filled_at", models.DateTimeField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_segment",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=["hears"],
                        name="crm_segment_hears",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at__isnull", True)),
                        fields=("name",),
                        name="crm_segment_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "rule"), ("rule__isnull", False)),
                            models.Q(("kind", "list"), ("rule__isnull", True)),
                            _connector="OR",
                        ),
                        name="crm_segment_has_rule",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filled_version__isnull", True),
                            ("filled_version__lte", models.F("version")),
                            _connector="OR",
                        ),
                        name="crm_segment_filled_is_no_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SegmentDue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "segment_id",
                        "profile_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("profile_id", models.BigIntegerField()),
                ("due_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=16)),
                ("origin", models.CharField(max_length=16)),
                (
                    "segment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="saleor_crm_plugin.segment",
                    ),
                ),
            ],
            options={
                "db_table": "crm_segment_due",
                "indexes": [
                    models.Index(
                        fields=["segment", "due_at"], name="crm_segment_due_due"
                    ),
                    models.Index(fields=["profile_id"], name="crm_segment_due_profile"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SegmentMember",
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
                ("joined_at", models.DateTimeField()),
                (
                    "join_reason",
                    models.CharField(
                        choices=[
                            ("rule", "Rule"),
                            ("fact", "Fact"),
                            ("time", "Time"),
                            ("repair", "Repair"),
                            ("staff", "Staff"),
                            ("snapshot", "Snapshot"),
                            ("import", "Import"),
                            ("archived", "Archived"),
                        ],
                        max_length=16,
                    ),
                ),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "leave_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rule", "Rule"),
                            ("fact", "Fact"),
                            ("time", "Time"),
                            ("repair", "Repair"),
                            ("staff", "Staff"),
                            ("snapshot", "Snapshot"),
                            ("import", "Import"),
                            ("archived", "Archived"),
                        ],
                        db_default="",
                        default="",
                        max_length=16,
                    ),
                ),
                (
                    "is_join_untold",
                    models.BooleanField(db_default=False, default=False),
                ),
                (
                    "is_leave_untold",
                    models.BooleanField(db_default=False, default=False),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="saleor_crm_plugin.segment",
                    ),
                ),
            ],
            options={
                "db_table": "crm_segment_member",
                "indexes": [
                    models.Index(
                        fields=["profile_id"], name="crm_segment_member_profile"
                    ),
                    models.Index(
                        fields=["segment", "id"], name="crm_segment_member_segment"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("is_join_untold", True),
                            ("is_leave_untold", True),
                            _connector="OR",
                        ),
                        fields=["id"],
                        name="crm_segment_member_untold",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("segment", "profile_id"),
                        name="crm_segment_member_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("leave_reason", ""), ("left_at__isnull", True)),
                            models.Q(
                                ("left_at__isnull", False),
                                models.Q(("leave_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="crm_segment_member_left_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at__isnull", True),
                            ("left_at__gte", models.F("joined_at")),
                            _connector="OR",
                        ),
                        name="crm_segment_member_left_after_joining",
                    ),
                ],
            },
        ),
    ]
