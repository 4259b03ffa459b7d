"""What people have told about themselves: birthday, language and time zone."""

from django.db import models
from django.db.models import Q

from .models import Profile

MONTHS, DAYS = 12, 31


class PersonDetails(models.Model):
    """Birthday, language and time zone of a person, each empty where unknown; erasing deletes the row.

    `source` is who said it last (`shopper`, `user:7`).
    """

    profile = models.OneToOneField(
        Profile, on_delete=models.RESTRICT, primary_key=True, related_name="details"
    )
    birth_month = models.SmallIntegerField(null=True)
    birth_day = models.SmallIntegerField(null=True)
    birth_year = models.SmallIntegerField(null=True)
    language = models.CharField(max_length=35, blank=True, default="", db_default="")
    time_zone = models.CharField(max_length=64, blank=True, default="", db_default="")
    source = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "crm_person_details"
        constraints = [
            models.CheckConstraint(
                name="crm_person_details_birthday_is_one",
                condition=Q(
                    birth_month__isnull=True,
                    birth_day__isnull=True,
                    birth_year__isnull=True,
                )
                | Q(birth_month__range=(1, MONTHS), birth_day__range=(1, DAYS)),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_person_details_birthday",
                fields=["birth_month", "birth_day", "profile"],
                condition=Q(birth_month__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"details of profile {self.profile_id}"
