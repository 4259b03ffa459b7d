"""Tags and attributes that the shop gives to people."""

from django.db import models

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

    def __str__(self) -> str:
        return f"{self.name} of profile {self.profile_id}"
