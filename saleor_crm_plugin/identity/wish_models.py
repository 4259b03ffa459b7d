"""What people have said about the relation that they want with the shop."""

from django.db import models

from .models import Profile


class StatedRelationship(models.Model):
    """The kind of relation that a person chose, above all that is inferred; erasing deletes the row.

    `relationship_type` is one of insight's types, never `unknown`; `source` is who said it
    (`shopper`, `user:7`).
    """

    profile = models.OneToOneField(
        Profile, on_delete=models.RESTRICT, primary_key=True, related_name="+"
    )
    relationship_type = models.CharField(max_length=16)
    source = models.CharField(max_length=64)
    stated_at = models.DateTimeField()

    class Meta:
        db_table = "crm_stated_relationship"

    def __str__(self) -> str:
        return f"{self.relationship_type} said by profile {self.profile_id}"
