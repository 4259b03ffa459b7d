"""Tables of what staff choose about sending: the switch, the storefronts, the ways out, the caps."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from ..insight.inference_models import RelationshipType


class SendingMode(models.TextChoices):
    """Whether anything leaves: nothing, all to one test address, or to the people themselves."""

    STOPPED = "stopped"
    TEST = "test"
    LIVE = "live"


class SendingSettings(models.Model):
    """The shop's one row of choices about sending.

    Going live stores the shop's public URL and the id that is kept outside the database; where
    they no longer match, this is a copy, and nothing leaves. Quiet hours are local times of the
    recipient, both or neither. `time_zone` and `language` are the last resort. Until staff have
    chosen caps, the defaults per relationship type hold. `version` counts the changes of these
    choices, the others those of the lists beside them.
    """

    mode = models.CharField(
        max_length=8, choices=SendingMode.choices, default=SendingMode.STOPPED
    )
    live_public_url = models.CharField(max_length=500, blank=True, default="")
    live_instance_id = models.CharField(max_length=64, blank=True, default="")
    test_address = models.CharField(max_length=254, blank=True, default="")
    sender_name = models.CharField(max_length=120, blank=True, default="")
    sender_address = models.CharField(max_length=254, blank=True, default="")
    reply_to = models.CharField(max_length=254, blank=True, default="")
    postal_address = models.CharField(max_length=500, blank=True, default="")
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=35, default="en")
    default_channels = ArrayField(models.CharField(max_length=32), default=list)
    has_chosen_caps = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=0, db_default=0)
    caps_version = models.PositiveIntegerField(default=0, db_default=0)
    interests_version = models.PositiveIntegerField(default=0, db_default=0)
    prices_version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_sending_settings"
        constraints = [
            models.CheckConstraint(name="crm_sending_settings_one", condition=Q(id=1)),
            models.CheckConstraint(
                name="crm_sending_settings_mode",
                condition=Q(mode=SendingMode.STOPPED)
                | (Q(mode=SendingMode.TEST) & ~Q(test_address=""))
                | (
                    Q(mode=SendingMode.LIVE)
                    & ~Q(live_public_url="")
                    & ~Q(live_instance_id="")
                ),
            ),
            models.CheckConstraint(
                name="crm_sending_settings_quiet_hours",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | (
                    Q(quiet_from__isnull=False, quiet_until__isnull=False)
                    & ~Q(quiet_from=F("quiet_until"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.mode


class Storefront(models.Model):
    """What messages for one of the shop's channels need to know of its storefront.

    Empty texts fall back to the shop's sending settings. Paths hold `{slug}`, `{number}` or
    `{token}`. `review_url` is where people write reviews, with `{product}` or `{order}`.
    `version` counts the changes.
    """

    channel_slug = models.CharField(max_length=250, unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    product_path = models.CharField(max_length=250, default="/products/{slug}")
    order_path = models.CharField(max_length=250, default="/account/orders/{number}")
    cart_path = models.CharField(max_length=250, default="/checkout/{token}")
    review_url = models.CharField(max_length=500, blank=True, default="", db_default="")
    sender_name = models.CharField(max_length=120, blank=True, default="")
    sender_address = models.CharField(max_length=254, blank=True, default="")
    reply_to = models.CharField(max_length=254, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=35, blank=True, default="")
    version = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_storefront"

    def __str__(self) -> str:
        return self.channel_slug


class ChannelAccount(models.Model):
    """One way out: a channel with its settings, its secrets, its pace and its circuit breaker.

    `medium` is the channel's (`email` for SMTP and for every provider of e-mail); of each medium
    one account is active, and one more per channel of the shop (`channel_slug`).
    `secrets` is encrypted; `secret_hints` are the last four characters, for whoever has to tell
    two keys apart. `tokens` messages may leave at once, as counted at `tokens_at`; they grow by
    `per_second` up to `burst`. `failures` in a row open the breaker until `closed_until`.
    """

    channel = models.CharField(max_length=32)
    medium = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    channel_slug = models.CharField(max_length=250, blank=True, default="")
    is_active = models.BooleanField(default=True)
    settings = models.JSONField(default=dict)
    secrets = models.TextField(blank=True, default="")
    secret_hints = models.JSONField(default=dict)
    webhook_key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    per_second = models.DecimalField(max_digits=8, decimal_places=2, default=10)
    burst = models.PositiveIntegerField(default=100)
    tokens = models.FloatField(default=0)
    tokens_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_channel_account"
        constraints = [
            models.UniqueConstraint(
                name="crm_channel_account_one_active",
                fields=["medium", "channel_slug"],
                condition=Q(is_active=True),
            ),
            models.CheckConstraint(
                name="crm_channel_account_pace",
                condition=Q(per_second__gt=0, burst__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.name}"


class FrequencyCap(models.Model):
    """At most `most` messages within `hours`, by one channel or by all together (no channel).

    It holds for people of one relationship type, or for everybody (no type).
    """

    channel = models.CharField(max_length=32, blank=True, default="")
    relationship_type = models.CharField(
        max_length=16,
        choices=RelationshipType.choices,
        blank=True,
        default="",
        db_default="",
    )
    most = models.PositiveIntegerField()
    hours = models.PositiveIntegerField()

    class Meta:
        db_table = "crm_frequency_cap"
        constraints = [
            models.UniqueConstraint(
                name="crm_frequency_cap_once",
                fields=["channel", "relationship_type", "hours"],
            ),
            models.CheckConstraint(
                name="crm_frequency_cap_relation",
                condition=Q(relationship_type__in=["", *RelationshipType.values]),
            ),
            models.CheckConstraint(
                name="crm_frequency_cap_hours", condition=Q(hours__gte=1)
            ),
        ]

    def __str__(self) -> str:
        whom = f" for {self.relationship_type}" if self.relationship_type else ""
        return (
            f"{self.most} in {self.hours} h by {self.channel or 'all channels'}{whom}"
        )


class PreferredChannel(models.Model):
    """The channel by which a person wants to hear from the shop, where they or staff have said so."""

    profile_id = models.BigIntegerField(primary_key=True)
    channel = models.CharField(max_length=32)
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = "crm_preferred_channel"

    def __str__(self) -> str:
        return f"{self.channel} for profile {self.profile_id}"
