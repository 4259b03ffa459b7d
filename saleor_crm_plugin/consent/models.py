"""Consent events and where they lead, the words that were shown, and suppressed addresses."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .policies import ConsentStatus, SuppressionReason
from .purposes import ConsentPurpose

_PURPOSES = [purpose.value for purpose in ConsentPurpose]
_STORED_STATUSES = [
    ConsentStatus.GRANTED.value,
    ConsentStatus.PENDING.value,
    ConsentStatus.WITHDRAWN.value,
]
_REASONS = [reason.value for reason in SuppressionReason]


class LiftReason(models.TextChoices):
    """Why an address may be written to again; GRANTED_AGAIN is the person's own doing."""

    CUSTOMER_ASKED = "customer_asked"
    ADDRESS_WORKS = "address_works"
    MISTAKE = "mistake"
    GRANTED_AGAIN = "granted_again"


class ConsentWording(models.Model):
    """The words by which people are asked, one row per version and language; never changed."""

    code = models.CharField(max_length=32)
    purpose = models.CharField(max_length=16)
    language = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    text = models.TextField()
    author = models.CharField(max_length=160)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_consent_wording"
        constraints = [
            models.UniqueConstraint(
                name="crm_consent_wording_version",
                fields=["code", "language", "version"],
            ),
            models.CheckConstraint(
                name="crm_consent_wording_purpose", condition=Q(purpose__in=_PURPOSES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version} in {self.language}"


class MessageList(models.Model):
    """How the merchant calls a list of messages; `names` holds its name by language.

    Without any the package's own count. `version` counts the changes.
    """

    code = models.CharField(max_length=64, primary_key=True)
    names = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_message_list"

    def __str__(self) -> str:
        return self.code


class ConsentEvent(models.Model):
    """One act of consent, never changed; `author` is staff or app that recorded it, else empty.

    `key` makes recording it twice harmless. `channel` may be "any". `list_code` is empty where
    the act is about the whole purpose.
    """

    key = models.CharField(max_length=160, unique=True)
    profile_id = models.BigIntegerField()
    channel = models.CharField(max_length=32)
    purpose = models.CharField(max_length=16)
    list_code = models.CharField(max_length=64, blank=True, default="")
    status = models.CharField(max_length=16)
    source = models.CharField(max_length=32)
    wording = models.ForeignKey(
        ConsentWording, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    author = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        db_table = "crm_consent_event"
        constraints = [
            models.CheckConstraint(
                name="crm_consent_event_purpose", condition=Q(purpose__in=_PURPOSES)
            ),
            models.CheckConstraint(
                name="crm_consent_event_status",
                condition=Q(status__in=_STORED_STATUSES),
            ),
            models.CheckConstraint(
                name="crm_consent_event_not_ahead",
                condition=Q(occurred_at__lte=models.F("recorded_at")),
            ),
        ]
        indexes = [
            models.Index(name="crm_consent_event_page", fields=["profile_id", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.purpose} by profile {self.profile_id}"


class ConsentEvidence(models.Model):
    """From where an act came; personal, so erasing deletes the row."""

    event = models.OneToOneField(
        ConsentEvent, primary_key=True, on_delete=models.RESTRICT, related_name="proof"
    )
    profile_id = models.BigIntegerField()
    ip = models.GenericIPAddressField(null=True)
    user_agent = models.TextField(blank=True, default="")

    class Meta:
        db_table = "crm_consent_evidence"
        indexes = [
            models.Index(name="crm_consent_evidence_profile", fields=["profile_id"]),
        ]

    def __str__(self) -> str:
        return f"evidence of consent event {self.event_id}"


class ConsentState(models.Model):
    """Where a person's acts about one subject have led; written with the events alone."""

    profile_id = models.BigIntegerField()
    channel = models.CharField(max_length=32)
    purpose = models.CharField(max_length=16)
    list_code = models.CharField(max_length=64, blank=True, default="")
    status = models.CharField(max_length=16)
    source = models.CharField(max_length=32)
    occurred_at = models.DateTimeField()
    event = models.ForeignKey(ConsentEvent, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        db_table = "crm_consent_state"
        constraints = [
            models.UniqueConstraint(
                name="crm_consent_state_one",
                fields=["profile_id", "purpose", "channel", "list_code"],
            ),
            models.CheckConstraint(
                name="crm_consent_state_status",
                condition=Q(status__in=_STORED_STATUSES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.status} for profile {self.profile_id}"


class ChannelPolicy(models.Model):
    """What the shop demands of a channel; a channel without a row demands nothing more."""

    channel = models.CharField(max_length=32, unique=True)
    double_opt_in = models.BooleanField(default=False)

    class Meta:
        db_table = "crm_channel_policy"

    def __str__(self) -> str:
        return self.channel


class Suppression(models.Model):
    """One reason not to write to an address, known by its keyed hash, until `ended_at`.

    `ended_by` is the member of staff or app that lifted it, empty where the person's own grant did.
    """

    channel = models.CharField(max_length=32)
    address_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=16)
    since = models.DateTimeField()
    author = models.CharField(max_length=160, blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=160, blank=True, default="")
    lift_reason = models.CharField(
        max_length=16, choices=LiftReason.choices, blank=True, default=""
    )

    class Meta:
        db_table = "crm_suppression"
        constraints = [
            models.UniqueConstraint(
                name="crm_suppression_one_active",
                fields=["channel", "address_hash", "reason"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_suppression_reason", condition=Q(reason__in=_REASONS)
            ),
            models.CheckConstraint(
                name="crm_suppression_has_address", condition=~Q(address_hash="")
            ),
            models.CheckConstraint(
                name="crm_suppression_lifted_for_a_reason",
                condition=Q(ended_at__isnull=True, lift_reason="", ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(lift_reason="")),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_suppression_active",
                fields=["-id"],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} on {self.channel}"
