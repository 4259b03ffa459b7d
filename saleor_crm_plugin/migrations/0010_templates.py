"""The tables of templates, their versions and their links."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

# What was published was said to people: it can be taken out of use, never changed.
FROZEN = """
CREATE FUNCTION crm_template_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concerned bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.version_id ELSE OLD.version_id END;
BEGIN
    IF EXISTS (
        SELECT FROM crm_template_version WHERE id = concerned AND status <> 'draft'
    ) THEN
        RAISE EXCEPTION 'The contents of a published version never change.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER crm_template_content_is_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON crm_template_content
    FOR EACH ROW EXECUTE FUNCTION crm_template_refuse_change();

CREATE FUNCTION crm_template_version_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' AND (
        TG_OP = 'DELETE' OR NEW.status = 'draft'
        OR (NEW.template_id, NEW.number, NEW.variants, NEW.author, NEW.published_at)
           IS DISTINCT FROM
           (OLD.template_id, OLD.number, OLD.variants, OLD.author, OLD.published_at)
    ) THEN
        RAISE EXCEPTION 'A published version never changes.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER crm_template_version_is_frozen
    BEFORE UPDATE OR DELETE ON crm_template_version
    FOR EACH ROW EXECUTE FUNCTION crm_template_version_refuse_change();
"""
THAWED = """
DROP TRIGGER crm_template_version_is_frozen ON crm_template_version;
DROP TRIGGER crm_template_content_is_frozen ON crm_template_content;
DROP FUNCTION crm_template_version_refuse_change();
DROP FUNCTION crm_template_refuse_change();
"""


def _id() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("saleor_crm_plugin", "0009_consent")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                _id(),
                ("url", models.TextField()),
                ("url_hash", models.CharField(max_length=64, unique=True)),
            ],
            options={"db_table": "crm_link"},
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                _id(),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("email", "email"),
                            ("onsite", "onsite"),
                            ("text", "text"),
                        ],
                        max_length=16,
                    ),
                ),
                ("purpose", models.CharField(max_length=32)),
                (
                    "list_code",
                    models.CharField(blank=True, default="", max_length=64),
                ),
                ("default_language", models.CharField(max_length=35)),
                ("created_at", models.DateTimeField(db_default=Now())),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "crm_template"},
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                _id(),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("retired", "Retired"),
                        ],
                        max_length=16,
                    ),
                ),
                ("variants", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(db_default=Now())),
                ("author", models.CharField(max_length=160)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="saleor_crm_plugin.template",
                    ),
                ),
            ],
            options={
                "db_table": "crm_template_version",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "number"),
                        name="crm_template_version_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("template",),
                        name="crm_template_version_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("template",),
                        name="crm_template_version_one_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateContent",
            fields=[
                _id(),
                ("language", models.CharField(max_length=35)),
                ("variant", models.CharField(blank=True, default="", max_length=32)),
                ("subject", models.TextField(blank=True, default="")),
                ("preheader", models.TextField(blank=True, default="")),
                ("body", models.TextField(blank=True, default="")),
                ("text", models.TextField(blank=True, default="")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contents",
                        to="saleor_crm_plugin.templateversion",
                    ),
                ),
            ],
            options={
                "db_table": "crm_template_content",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "language", "variant"),
                        name="crm_template_content_one",
                    )
                ],
            },
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
