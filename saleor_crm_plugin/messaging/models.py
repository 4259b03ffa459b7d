"""Tables of messages, of how they were sent, and of what the gate decided about them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .policies.gate import WhenRefused
from .policies.states import MessageState
from .settings_models import ChannelAccount


class Message(models.Model):
    """What we want to say to one person, once; the row is there before anything is sent.

    `channels` are those still to be tried, `channel` is the one that is or was used. While a
    worker holds the row, `lease` names the claim and `lease_until` its end. `is_untold` says that
    its outcome is still to be published as a fact. No personal text: the address stands beside it.
    """

    public_id = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    source_kind = models.CharField(max_length=16)
    source_id = models.CharField(max_length=64)
    occurrence = models.CharField(max_length=96)
    profile_id = models.BigIntegerField()
    purpose = models.CharField(max_length=32)
    list_code = models.CharField(max_length=64, blank=True, default="")
    template_code = models.CharField(max_length=64)
    channels = ArrayField(models.CharField(max_length=32), default=list)
    channel_slug = models.CharField(max_length=250, blank=True, default="")
    subject = models.JSONField(default=dict)
    variables = models.JSONField(default=dict)
    priority = models.SmallIntegerField()
    when_refused = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in WhenRefused]
    )
    experiment_id = models.BigIntegerField(null=True)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in MessageState]
    )
    reason = models.CharField(max_length=32, blank=True, default="", db_default="")
    channel = models.CharField(max_length=32, blank=True, default="", db_default="")
    account = models.ForeignKey(
        ChannelAccount,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        db_index=False,
    )
    attempts = models.SmallIntegerField(default=0, db_default=0)
    is_test = models.BooleanField(default=False, db_default=False)
    is_untold = models.BooleanField(default=False, db_default=False)
    lease = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "crm_message"
        constraints = [
            models.UniqueConstraint(
                name="crm_message_intent",
                fields=["source_kind", "source_id", "occurrence", "profile_id"],
            ),
            models.CheckConstraint(
                name="crm_message_state",
                condition=Q(state__in=[one.value for one in MessageState]),
            ),
            models.CheckConstraint(
                name="crm_message_when_refused",
                condition=Q(when_refused__in=[one.value for one in WhenRefused]),
            ),
            models.CheckConstraint(
                name="crm_message_refused_has_reason",
                condition=~Q(state__in=["suppressed", "failed", "unknown"])
                | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="crm_message_sending_has_lease",
                condition=~Q(state="sending") | Q(lease__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_message_due",
                fields=["priority", "due_at", "id"],
                condition=Q(state="queued"),
            ),
            models.Index(
                # Not by the lease's end: an indexed column would cost every decision of the gate
                # an entry in each index of the table.
                name="crm_message_in_flight",
                fields=["id"],
                condition=Q(state="sending"),
            ),
            models.Index(
                name="crm_message_untold", fields=["id"], condition=Q(is_untold=True)
            ),
            models.Index(
                name="crm_message_paused",
                fields=["source_kind", "source_id"],
                condition=Q(state="queued", reason="paused"),
            ),
            models.Index(name="crm_message_profile", fields=["profile_id", "id"]),
            models.Index(
                name="crm_message_trouble",
                fields=["state", "id"],
                condition=Q(state__in=["failed", "bounced", "complained", "unknown"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id} to profile {self.profile_id}"


class SourceHold(models.Model):
    """A source of messages that stands still since `held_at`; nothing of it leaves."""

    source_kind = models.CharField(max_length=16)
    source_id = models.CharField(max_length=64)
    held_at = models.DateTimeField()

    class Meta:
        db_table = "crm_source_hold"
        constraints = [
            models.UniqueConstraint(
                name="crm_source_hold_once", fields=["source_kind", "source_id"]
            )
        ]

    def __str__(self) -> str:
        return f"hold of {self.source_kind} {self.source_id}"


class MessageAddress(models.Model):
    """Where a message goes by one channel; erasing blanks `address` and keeps the keyed hash.

    One source says a thing once to an address, whichever profiles it belongs to.
    """

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="addresses", db_index=False
    )
    profile_id = models.BigIntegerField(db_index=True)
    channel = models.CharField(max_length=32)
    address = models.CharField(max_length=500, blank=True, default="")
    address_hash = models.CharField(max_length=64)
    source_kind = models.CharField(max_length=16)
    source_id = models.CharField(max_length=64)
    occurrence = models.CharField(max_length=96)

    class Meta:
        db_table = "crm_message_address"
        constraints = [
            models.UniqueConstraint(
                name="crm_message_address_channel", fields=["message", "channel"]
            ),
            models.UniqueConstraint(
                name="crm_message_address_source",
                fields=["source_kind", "source_id", "occurrence", "address_hash"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of message {self.message_id}"


class MessageAttempt(models.Model):
    """One handing over to a channel's account, begun before the send and ended after it.

    `detail` is a code or a status, never the provider's words: they may hold an address.
    `version_id`, `language` and `variant` say which words of the template were sent.
    """

    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="attempts_made", db_index=False
    )
    number = models.SmallIntegerField()
    channel = models.CharField(max_length=32)
    account = models.ForeignKey(
        ChannelAccount,
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        db_index=False,
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, default="", db_default="")
    detail = models.CharField(max_length=64, blank=True, default="", db_default="")
    provider_id = models.CharField(
        max_length=255, blank=True, default="", db_default=""
    )
    version_id = models.BigIntegerField(null=True)
    language = models.CharField(max_length=35, blank=True, default="", db_default="")
    variant = models.CharField(max_length=32, blank=True, default="", db_default="")

    class Meta:
        db_table = "crm_message_attempt"
        constraints = [
            models.UniqueConstraint(
                name="crm_message_attempt_number", fields=["message", "number"]
            )
        ]
        indexes = [
            models.Index(
                name="crm_message_attempt_provider",
                fields=["provider_id"],
                condition=~Q(provider_id=""),
            )
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of message {self.message_id}"


class GateDecision(models.Model):
    """What the gate decided about a message by one channel, with its numbers; append-only."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    profile_id = models.BigIntegerField()
    channel = models.CharField(max_length=32, blank=True, default="")
    verdict = models.CharField(max_length=8)
    reason = models.CharField(max_length=32, blank=True, default="")
    until = models.DateTimeField(null=True)
    numbers = models.JSONField(default=dict)
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "crm_gate_decision"
        indexes = [
            models.Index(name="crm_gate_decision_profile", fields=["profile_id", "id"])
        ]

    def __str__(self) -> str:
        return f"{self.verdict} of message {self.message_id}"


class CapSlot(models.Model):
    """A place under the caps that a message has taken; freed where it does not leave after all."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    profile_id = models.BigIntegerField()
    channel = models.CharField(max_length=32)
    taken_at = models.DateTimeField()

    class Meta:
        db_table = "crm_cap_slot"
        indexes = [
            models.Index(name="crm_cap_slot_profile", fields=["profile_id", "taken_at"])
        ]

    def __str__(self) -> str:
        return f"slot of message {self.message_id}"


class CapLock(models.Model):
    """The lock under which a person's slots are counted and taken; holds nothing else."""

    profile_id = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "crm_cap_lock"

    def __str__(self) -> str:
        return f"caps of profile {self.profile_id}"


class ProviderReport(models.Model):
    """A report of a provider that was taken in, so that it is not taken in again."""

    account = models.ForeignKey(
        ChannelAccount, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    key = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        db_table = "crm_provider_report"
        constraints = [
            models.UniqueConstraint(
                name="crm_provider_report_once", fields=["account", "key"]
            )
        ]
        indexes = [
            models.Index(name="crm_provider_report_received", fields=["received_at"])
        ]

    def __str__(self) -> str:
        return f"report {self.key[:8]} of account {self.account_id}"


class OnsiteMessage(models.Model):
    """A message as it is shown in a storefront, to its owner only; erasing deletes the row.

    It is shown at most `most_views` times, not within `hours_between` hours of the last time, and
    never after `shown_until` or once it was dismissed.
    """

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    profile_id = models.BigIntegerField()
    placement = models.CharField(max_length=64)
    title = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    shown_from = models.DateTimeField()
    shown_until = models.DateTimeField()
    most_views = models.PositiveSmallIntegerField(default=1)
    hours_between = models.PositiveSmallIntegerField(default=0)
    views = models.PositiveSmallIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True)
    clicked_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_onsite_message"
        indexes = [
            models.Index(
                name="crm_onsite_message_open",
                fields=["profile_id", "placement", "shown_until"],
                condition=Q(dismissed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement} for profile {self.profile_id}"
