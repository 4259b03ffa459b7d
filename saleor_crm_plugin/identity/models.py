"""Profiles, their identifiers, and the side tables that hold all personal text."""

from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat, Lower, Now


class ProfileKind(models.TextChoices):
    """How we came to know a person."""

    ACCOUNT = "account"
    GUEST = "guest"
    PROSPECT = "prospect"


class Profile(models.Model):
    """One person as the CRM knows them; holds no personal text, so the row outlives an erasure.

    `closed_at` is when the account was deleted in the shop, `erase_due_at` when the person is to
    be erased because of it, `erased_at` when that was done. `merged_into` is the survivor of those
    who were merged, whatever chain led there; only a profile without one is a person.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=ProfileKind.choices)
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    erase_due_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        db_table = "crm_profile"
        constraints = [
            models.CheckConstraint(
                name="crm_profile_kind", condition=Q(kind__in=ProfileKind.values)
            ),
            models.CheckConstraint(
                name="crm_profile_erased_is_not_due",
                condition=Q(erased_at__isnull=True) | Q(erase_due_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_profile_erase_due",
                fields=["erase_due_at"],
                condition=Q(erase_due_at__isnull=False),
            ),
            models.Index(
                name="crm_profile_merged_into",
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
            ),
            # Whoever is a person no more, for all who read everybody out of other tables.
            models.Index(
                name="crm_profile_gone",
                fields=["id"],
                condition=Q(erased_at__isnull=False) | Q(merged_into__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class IdentifierType(models.TextChoices):
    """What kind of value points to a person."""

    USER = "user"
    EMAIL = "email"
    PHONE = "phone"
    EXTERNAL = "external"
    WECHAT_OPENID = "wechat_openid"
    WECHAT_UNIONID = "wechat_unionid"
    WECOM = "wecom"
    TELEGRAM = "telegram"
    PUSH = "push"
    VISITOR = "visitor"


class Trust(models.TextChoices):
    """How much an identifier is worth.

    VERIFIED is proven by a link or code and leads claims to its profile. GUEST is what a guest
    typed; it gathers that guest's own orders and gives way to VERIFIED. CLAIMED is an unconfirmed
    account's word; it is shown to staff and leads no claim anywhere.
    """

    VERIFIED = "verified"
    GUEST = "guest"
    CLAIMED = "claimed"


class Identifier(models.Model):
    """A value that points to a profile, until `ended_at` (None: still).

    `value_hash` is the keyed hash of the normalized value; for a user it is the account's id in
    plain digits, which is no personal text and can be joined. Claims about the time before
    `ended_at` still follow the row, so that old orders stay with whom they were told about.
    `held_by` is the account that has an address (its id in digits), "" where none is known: a
    person may have several accounts, and each lets go of its own former addresses only.
    """

    profile = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, related_name="identifiers"
    )
    type = models.CharField(max_length=16, choices=IdentifierType.choices)
    value_hash = models.CharField(max_length=64)
    trust = models.CharField(max_length=16, choices=Trust.choices)
    source = models.CharField(max_length=32)
    held_by = models.CharField(max_length=20, blank=True, default="", db_default="")
    created_at = models.DateTimeField(db_default=Now())
    verified_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_identifier"
        constraints = [
            models.UniqueConstraint(
                name="crm_identifier_leads_to_one",
                fields=["type", "value_hash", "trust"],
                condition=Q(ended_at__isnull=True) & ~Q(trust=Trust.CLAIMED),
            ),
            models.UniqueConstraint(
                name="crm_identifier_claimed_once",
                fields=["profile", "type", "value_hash"],
                condition=Q(ended_at__isnull=True, trust=Trust.CLAIMED),
            ),
            models.CheckConstraint(
                name="crm_identifier_type", condition=Q(type__in=IdentifierType.values)
            ),
            models.CheckConstraint(
                name="crm_identifier_verified_has_time",
                condition=Q(trust=Trust.VERIFIED, verified_at__isnull=False)
                | (
                    Q(trust__in=[Trust.GUEST, Trust.CLAIMED])
                    & Q(verified_at__isnull=True)
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_identifier_value_hash", fields=["type", "value_hash"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.trust} {self.type} of profile {self.profile_id}"


class IdentifierValue(models.Model):
    """The plain normalized value of a live identifier; erasing or ending deletes the row."""

    identifier = models.OneToOneField(
        Identifier, on_delete=models.CASCADE, primary_key=True, related_name="plain"
    )
    profile = models.ForeignKey(Profile, on_delete=models.RESTRICT, related_name="+")
    value = models.TextField()

    class Meta:
        db_table = "crm_identifier_value"
        indexes = [
            GinIndex(
                name="crm_identifier_value_search",
                fields=["value"],
                opclasses=["gin_trgm_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"value of identifier {self.identifier_id}"


class PersonName(models.Model):
    """What a person is called; erasing deletes the row."""

    profile = models.OneToOneField(
        Profile, on_delete=models.RESTRICT, primary_key=True, related_name="name"
    )
    first_name = models.TextField(blank=True, default="")
    last_name = models.TextField(blank=True, default="")
    # The leading blank lets one pattern ("% ann%") find the beginning of every word.
    searched = models.GeneratedField(
        expression=Lower(
            Concat(
                Value(" "),
                "first_name",
                Value(" "),
                "last_name",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        db_table = "crm_person_name"
        indexes = [
            GinIndex(
                name="crm_person_name_search",
                fields=["searched"],
                opclasses=["gin_trgm_ops"],
            ),
        ]

    def __str__(self) -> str:
        return f"name of profile {self.profile_id}"


class PrivacySettings(models.Model):
    """The shop's one row of choices about people's data.

    With `asks_before_inferring` nothing is inferred of who has not agreed to be profiled: no
    stage, no relation but the one that they stated, no scores, no predictions.
    """

    keep_closed_accounts_days = models.PositiveIntegerField(default=30)
    asks_before_inferring = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "crm_privacy_settings"
        constraints = [
            models.CheckConstraint(name="crm_privacy_settings_one", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"closed accounts kept {self.keep_closed_accounts_days} days"
