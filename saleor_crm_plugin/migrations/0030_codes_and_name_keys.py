"""Codes by which people prove an e-mail address, and keys by which names are compared."""

import django.contrib.postgres.functions
from django.db import migrations, models
from django.db.models import F, Q

# What two names have in common that differ in one letter, or in the order of their words: one
# whole word and two letters of the other. A name of one word is both its own words.
NAME_KEYS = r"""
CREATE FUNCTION crm_name_keys(searched text) RETURNS text[] LANGUAGE sql
IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN first = '' THEN '{}'::text[] ELSE ARRAY[
        last || '<' || left(first, 2), last || '>' || right(first, 2),
        first || '<' || left(last, 2), first || '>' || right(last, 2)
    ] END
    FROM (
        SELECT words[1] AS first, words[cardinality(words)] AS last
        FROM regexp_split_to_array(trim(searched), '[\s-]+') AS words
    ) AS name
$$;
CREATE INDEX crm_person_name_keys ON crm_person_name USING gin (crm_name_keys(searched));
"""
NO_NAME_KEYS = """
DROP INDEX crm_person_name_keys;
DROP FUNCTION crm_name_keys(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("saleor_crm_plugin", "0029_reach_of_erasure"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmailCode",
            fields=[
                (
                    "handle",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email_hash", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries_left", models.PositiveSmallIntegerField(default=5)),
                ("used_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("profile_id", models.BigIntegerField(null=True)),
                ("user_id", models.IntegerField(null=True)),
            ],
            options={
                "db_table": "crm_email_code",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(tries_left__lte=5), name="crm_email_code_tries"
                    ),
                    models.CheckConstraint(
                        condition=Q(expires_at__gt=F("asked_at")),
                        name="crm_email_code_in_order",
                    ),
                    models.CheckConstraint(
                        condition=Q(profile_id__isnull=True, user_id__isnull=True)
                        | Q(
                            decided_at__isnull=False,
                            profile_id__isnull=False,
                            user_id__isnull=False,
                        ),
                        name="crm_email_code_somebodys",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["email_hash", "asked_at"], name="crm_email_code_asked"
                    ),
                    models.Index(fields=["asked_at"], name="crm_email_code_age"),
                    models.Index(
                        condition=Q(decided_at__isnull=True),
                        fields=["asked_at", "handle"],
                        name="crm_email_code_undecided",
                    ),
                    models.Index(
                        condition=Q(profile_id__isnull=False),
                        fields=["profile_id"],
                        name="crm_email_code_profile",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NAME_KEYS, NO_NAME_KEYS),
    ]
