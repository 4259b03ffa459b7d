"""The table of codes, with whose each is and when it has to be looked at again."""

from django.db import models
from django.db.models import Q

from .policies import Ending


class IssuedCode(models.Model):
    """A single-use code that a source has given to a person, once for each `occurrence`.

    `occurrence` never changes, whoever the person is merged with: of a journey's passage
    (`source_id`) the visit of its `step`, of a campaign's run the recipient as frozen. The code has
    to be withdrawn at `expires_at`, for the shop's vouchers end for all codes at once. `look_at` is
    when it is looked at next, None for never; `ending` what became of it (`policies.Ending`).
    """

    source_kind = models.CharField(max_length=16)
    source_id = models.BigIntegerField()
    occurrence = models.BigIntegerField()
    step = models.CharField(max_length=64, blank=True, default="", db_default="")
    profile_id = models.BigIntegerField()
    voucher_id = models.IntegerField()
    code = models.CharField(max_length=255)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, blank=True, default="", db_default="")

    class Meta:
        db_table = "crm_issued_code"
        constraints = [
            models.UniqueConstraint(
                name="crm_issued_code_once",
                fields=["source_kind", "source_id", "occurrence"],
            ),
            models.UniqueConstraint(name="crm_issued_code_is_one", fields=["code"]),
            models.CheckConstraint(
                name="crm_issued_code_ending",
                condition=Q(ending__in=[one.value for one in Ending]),
            ),
            models.CheckConstraint(
                name="crm_issued_code_ended_is_left",
                condition=Q(ending="") | Q(look_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_issued_code_looks_have_an_end",
                condition=Q(look_at__isnull=True) | Q(expires_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="crm_issued_code_profile", fields=["profile_id"]),
            models.Index(
                name="crm_issued_code_look",
                fields=["look_at"],
                condition=Q(look_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"code of {self.source_kind} {self.source_id}"
