"""Tags and attributes that the shop gives to people, and what it means by the attributes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .models import Profile


class ProfileTag(models.Model):
    """A short mark on a person, given by `source` (`journey:5`, `user:7`); a code, no sentence."""

    pk = models.CompositePrimaryKey("profile_id", "tag")
    profile = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    tag = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        db_table = "crm_profile_tag"
        indexes = [models.Index(name="crm_profile_tag_tag", fields=["tag"])]

    def __str__(self) -> str:
        return f"{self.tag} on profile {self.profile_id}"


class ProfileAttribute(models.Model):
    """One custom attribute of a person; erasing deletes the row, for it may hold anything."""

    pk = models.CompositePrimaryKey("profile_id", "name")
    profile = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=64)
    value = models.CharField(max_length=200)
    source = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        db_table = "crm_profile_attribute"
        indexes = [
            models.Index(name="crm_profile_attribute_value", fields=["name", "value"])
        ]

    def __str__(self) -> str:
        return f"{self.name} of profile {self.profile_id}"


class AttributeType(models.TextChoices):
    """What the values of an attribute are; they are stored as text in one form per type."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"


class AttributeAudience(models.TextChoices):
    """Who sees an attribute, and who may say it: OWNER lets the customer read, ASKED also write."""

    STAFF = "staff"
    OWNER = "owner"
    ASKED = "asked"


class AttributeDefinition(models.Model):
    """What the shop means by an attribute; values under its name must be of its type.

    `names` holds how it is called by language, `choices` the codes of a choice. Archived ones keep
    their values, and nothing new is asked or checked.
    """

    name = models.CharField(max_length=64, primary_key=True)
    type = models.CharField(max_length=8, choices=AttributeType.choices)
    names = models.JSONField(default=dict)
    choices = ArrayField(models.CharField(max_length=64), default=list)
    audience = models.CharField(
        max_length=8,
        choices=AttributeAudience.choices,
        default=AttributeAudience.STAFF,
    )
    archived_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_attribute_definition"
        constraints = [
            models.CheckConstraint(
                name="crm_attribute_definition_choices",
                condition=(Q(type=AttributeType.CHOICE) & ~Q(choices=[]))
                | (~Q(type=AttributeType.CHOICE) & Q(choices=[])),
            )
        ]

    def __str__(self) -> str:
        return self.name
