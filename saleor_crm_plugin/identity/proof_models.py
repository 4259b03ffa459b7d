"""Codes by which people prove an e-mail address; the code itself is stored nowhere."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

MOST_TRIES = 5


class EmailCode(models.Model):
    """That somebody asked for a code for an address, known by its keyed hash.

    Asked for any address alike. `decided_at` is when it was looked up whose it is: `user_id` and
    `profile_id` are the account's that has it unproven, None where nobody has; then no letter
    leaves and no code is right. Rows are deleted a day after they were asked for.
    """

    handle = models.UUIDField(primary_key=True, db_default=RandomUUID())
    email_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=MOST_TRIES)
    used_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    profile_id = models.BigIntegerField(null=True)
    user_id = models.IntegerField(null=True)

    class Meta:
        db_table = "crm_email_code"
        constraints = [
            models.CheckConstraint(
                name="crm_email_code_tries", condition=Q(tries_left__lte=MOST_TRIES)
            ),
            models.CheckConstraint(
                name="crm_email_code_in_order",
                condition=Q(expires_at__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="crm_email_code_somebodys",
                condition=Q(profile_id__isnull=True, user_id__isnull=True)
                | Q(
                    profile_id__isnull=False,
                    user_id__isnull=False,
                    decided_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_email_code_asked", fields=["email_hash", "asked_at"]
            ),
            models.Index(name="crm_email_code_age", fields=["asked_at"]),
            models.Index(
                name="crm_email_code_undecided",
                fields=["asked_at", "handle"],
                condition=Q(decided_at__isnull=True),
            ),
            models.Index(
                name="crm_email_code_profile",
                fields=["profile_id"],
                condition=Q(profile_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"code {self.handle}"
