"""Tables of identity."""

import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

IDENTIFIER_TYPES = [
    ("user", "User"),
    ("email", "Email"),
    ("phone", "Phone"),
    ("external", "External"),
    ("wechat_openid", "Wechat Openid"),
    ("wechat_unionid", "Wechat Unionid"),
    ("wecom", "Wecom"),
    ("telegram", "Telegram"),
    ("push", "Push"),
    ("visitor", "Visitor"),
]
PROFILE_KINDS = [("account", "Account"), ("guest", "Guest"), ("prospect", "Prospect")]
TRUSTS = [("verified", "Verified"), ("guest", "Guest"), ("claimed", "Claimed")]

# The extension stays when the plugin goes: Saleor searches with it too.
TRIGRAMS = "CREATE EXTENSION IF NOT EXISTS pg_trgm"


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0001_outbox")]

    operations = [
        migrations.RunSQL(TRIGRAMS, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Profile",
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
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        editable=False,
                        unique=True,
                    ),
                ),
                ("kind", models.CharField(choices=PROFILE_KINDS, max_length=16)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("erase_due_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_profile",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            kind__in=[kind for kind, _ in PROFILE_KINDS]
                        ),
                        name="crm_profile_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(erased_at__isnull=True)
                        | models.Q(erase_due_at__isnull=True),
                        name="crm_profile_erased_is_not_due",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(erase_due_at__isnull=False),
                        fields=["erase_due_at"],
                        name="crm_profile_erase_due",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Identifier",
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
                        related_name="identifiers",
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("type", models.CharField(choices=IDENTIFIER_TYPES, max_length=16)),
                ("value_hash", models.CharField(max_length=64)),
                ("trust", models.CharField(choices=TRUSTS, max_length=16)),
                ("source", models.CharField(max_length=32)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("verified_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "crm_identifier",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(ended_at__isnull=True)
                        & ~models.Q(trust="claimed"),
                        fields=("type", "value_hash", "trust"),
                        name="crm_identifier_leads_to_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(ended_at__isnull=True, trust="claimed"),
                        fields=("profile", "type", "value_hash"),
                        name="crm_identifier_claimed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            type__in=[kind for kind, _ in IDENTIFIER_TYPES]
                        ),
                        name="crm_identifier_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(trust="verified", verified_at__isnull=False)
                        | (
                            models.Q(trust__in=["guest", "claimed"])
                            & models.Q(verified_at__isnull=True)
                        ),
                        name="crm_identifier_verified_has_time",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["type", "value_hash"], name="crm_identifier_value_hash"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierValue",
            fields=[
                (
                    "identifier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="plain",
                        serialize=False,
                        to="saleor_crm_plugin.identifier",
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
                ("value", models.TextField()),
            ],
            options={
                "db_table": "crm_identifier_value",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["value"],
                        name="crm_identifier_value_search",
                        opclasses=["gin_trgm_ops"],
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="name",
                        serialize=False,
                        to="saleor_crm_plugin.profile",
                    ),
                ),
                ("first_name", models.TextField(blank=True, default="")),
                ("last_name", models.TextField(blank=True, default="")),
                (
                    "searched",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                models.Value(" "),
                                "first_name",
                                models.Value(" "),
                                "last_name",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "db_table": "crm_person_name",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["searched"],
                        name="crm_person_name_search",
                        opclasses=["gin_trgm_ops"],
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivacySettings",
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
                ("keep_closed_accounts_days", models.PositiveIntegerField(default=30)),
            ],
            options={
                "db_table": "crm_privacy_settings",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=1), name="crm_privacy_settings_one"
                    ),
                ],
            },
        ),
    ]
