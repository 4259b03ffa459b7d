"""The tables of templates, their versions and contents, and of the links in what was sent."""

from django.db import models
from django.db.models.functions import Now

from .rendering import TemplateKind


class VersionStatus(models.TextChoices):
    """A draft can be changed; what was published never changes again, and may be retired."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Template(models.Model):
    """One message as staff know it; `list_code` is what a reader unsubscribes from.

    `version` counts the changes of its name, purpose and list, not those of what it says.
    """

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value) for kind in TemplateKind]
    )
    purpose = models.CharField(max_length=32)
    list_code = models.CharField(max_length=64, default="", blank=True)
    default_language = models.CharField(max_length=35)
    created_at = models.DateTimeField(db_default=Now())
    archived_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_template"

    def __str__(self) -> str:
        return self.code


class TemplateVersion(models.Model):
    """One state of a template; at most one draft and one published version at a time.

    `variants` is a list of `policies.variants.Variant`, in the order in which they are tried.
    """

    template = models.ForeignKey(
        Template, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=16, choices=VersionStatus.choices)
    variants = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())
    author = models.CharField(max_length=160)
    published_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_template_version"
        constraints = [
            models.UniqueConstraint(
                name="crm_template_version_number", fields=["template", "number"]
            ),
            models.UniqueConstraint(
                name="crm_template_version_one_draft",
                fields=["template"],
                condition=models.Q(status="draft"),
            ),
            models.UniqueConstraint(
                name="crm_template_version_one_published",
                fields=["template"],
                condition=models.Q(status="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.number}"


class TemplateContent(models.Model):
    """What a version says in one language and variant; frozen with its version by a trigger."""

    version = models.ForeignKey(
        TemplateVersion, on_delete=models.CASCADE, related_name="contents"
    )
    language = models.CharField(max_length=35)
    variant = models.CharField(max_length=32, default="", blank=True)
    subject = models.TextField(default="", blank=True)
    preheader = models.TextField(default="", blank=True)
    body = models.TextField(default="", blank=True)
    text = models.TextField(default="", blank=True)

    class Meta:
        db_table = "crm_template_content"
        constraints = [
            models.UniqueConstraint(
                name="crm_template_content_one",
                fields=["version", "language", "variant"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.language} {self.variant}"


class Link(models.Model):
    """An address that messages lead to; one row however many messages carry it."""

    url = models.TextField()
    url_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "crm_link"

    def __str__(self) -> str:
        return self.url_hash
