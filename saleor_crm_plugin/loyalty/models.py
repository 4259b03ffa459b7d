"""Programs with their settings, and what was settled for orders and people."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from ..core.points import Rounding
from ..ledger.kinds import ShortfallPolicy
from .terms import ExpiryRounding, ExpiryStart, ExpiryUnit


def _choices(kind) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Program(models.Model):
    """One loyalty scheme over a set of channels, with its own book of points.

    It covers orders placed from `starts_at` until before `ends_at`. While it is not active
    nothing new is earned, but what was earned is still taken back, released and ended.
    `version` counts the changes of its settings.
    """

    book = models.OneToOneField(
        "saleor_crm_plugin.Book", on_delete=models.RESTRICT, related_name="+"
    )
    code = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    unit_name = models.CharField(max_length=60, default="points")
    is_active = models.BooleanField(default=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    rounding = models.CharField(
        max_length=8, choices=_choices(Rounding), default=Rounding.DOWN.value
    )
    includes_tax = models.BooleanField(default=True)
    includes_shipping = models.BooleanField(default=False)
    gift_cards_earn = models.BooleanField(default=False)
    excludes_staff = models.BooleanField(default=True)
    return_window_days = models.PositiveSmallIntegerField(default=14)
    max_pending_days = models.PositiveSmallIntegerField(default=30)
    expiry_unit = models.CharField(
        max_length=8, choices=_choices(ExpiryUnit), default=ExpiryUnit.NEVER.value
    )
    expiry_length = models.PositiveSmallIntegerField(default=0)
    expiry_rounding = models.CharField(
        max_length=8,
        choices=_choices(ExpiryRounding),
        default=ExpiryRounding.NONE.value,
    )
    expiry_start = models.CharField(
        max_length=12,
        choices=_choices(ExpiryStart),
        default=ExpiryStart.AVAILABLE.value,
    )
    expiry_warning_days = models.PositiveSmallIntegerField(default=30)
    shortfall = models.CharField(
        max_length=12,
        choices=_choices(ShortfallPolicy),
        default=ShortfallPolicy.FORGIVEN.value,
    )
    courtesy_days = models.PositiveSmallIntegerField(default=14)
    adjustment_limit = models.PositiveIntegerField(null=True)
    request_days = models.PositiveSmallIntegerField(default=14)
    leaver_keep_days = models.PositiveSmallIntegerField(null=True, default=30)
    terms_version = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "crm_program"
        constraints = [
            models.CheckConstraint(
                name="crm_program_period",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="crm_program_shortfall",
                condition=Q(shortfall__in=[policy.value for policy in ShortfallPolicy]),
            ),
            models.CheckConstraint(
                name="crm_program_expiry_has_length",
                condition=Q(expiry_unit=ExpiryUnit.NEVER.value)
                | Q(expiry_length__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProgramChannel(models.Model):
    """A channel that a program covers.

    The period and `is_active` are the program's, copied by triggers so that the database can
    refuse two active programs on one channel at the same time (`crm_program_channel_one`).
    """

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="channels"
    )
    channel = models.CharField(max_length=250)
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(default=True, editable=False)

    class Meta:
        db_table = "crm_program_channel"
        constraints = [
            models.UniqueConstraint(
                name="crm_program_channel_once", fields=["program", "channel"]
            )
        ]

    def __str__(self) -> str:
        return self.channel


class ProgramCurrency(models.Model):
    """What one point is worth to the books in one currency; for the liability, not for spending."""

    program = models.ForeignKey(
        Program, on_delete=models.CASCADE, related_name="currencies"
    )
    currency = models.CharField(max_length=3)
    worth_per_point = models.DecimalField(
        max_digits=12, decimal_places=6, default=Decimal(0)
    )

    class Meta:
        db_table = "crm_program_currency"
        constraints = [
            models.UniqueConstraint(
                name="crm_program_currency_once", fields=["program", "currency"]
            ),
            models.CheckConstraint(
                name="crm_program_currency_worth", condition=Q(worth_per_point__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.currency


class ProgramRule(models.Model):
    """A registered earning rule with its settings, in force from `starts_at` until `ends_at`.

    The same rule twice at the same time is refused by the database (`crm_program_rule_one`).
    Settings never change: a change is the end of one row and the start of another.
    """

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="rules")
    code = models.CharField(max_length=64)
    settings = models.JSONField(default=dict)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_program_rule"
        constraints = [
            models.CheckConstraint(
                name="crm_program_rule_period",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return self.code


class OrderSettlement(models.Model):
    """That an order takes part in a book, for whom, and how often its points were moved.

    The row is the lock under which an order is settled (in order of `order_id`); `revision` goes
    into the ledger's keys, so that a movement decided twice is written once.
    """

    order_id = models.UUIDField(primary_key=True)
    book = models.ForeignKey(
        "saleor_crm_plugin.Book", on_delete=models.RESTRICT, related_name="+"
    )
    profile_id = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "crm_order_settlement"
        indexes = [
            models.Index(name="crm_order_settlement_profile", fields=["profile_id"])
        ]

    def __str__(self) -> str:
        return str(self.order_id)


class FirstOrder(models.Model):
    """The one order of a profile that holds its first-order points in a book."""

    book = models.ForeignKey(
        "saleor_crm_plugin.Book", on_delete=models.RESTRICT, related_name="+"
    )
    profile_id = models.BigIntegerField()
    order_id = models.UUIDField()

    class Meta:
        db_table = "crm_first_order"
        constraints = [
            models.UniqueConstraint(
                name="crm_first_order_once", fields=["book", "profile_id"]
            ),
            models.UniqueConstraint(
                name="crm_first_order_order", fields=["book", "order_id"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.order_id)


class ExpiryWarning(models.Model):
    """That a profile was warned of points which end at one moment."""

    book = models.ForeignKey(
        "saleor_crm_plugin.Book", on_delete=models.RESTRICT, related_name="+"
    )
    profile_id = models.BigIntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "crm_expiry_warning"
        constraints = [
            models.UniqueConstraint(
                name="crm_expiry_warning_once",
                fields=["book", "profile_id", "expires_at"],
            )
        ]

    def __str__(self) -> str:
        return f"warning {self.pk}"


class TermsAcceptance(models.Model):
    """That a member accepted one version of a program's terms; append-only by trigger."""

    program = models.ForeignKey(Program, on_delete=models.RESTRICT, related_name="+")
    profile_id = models.BigIntegerField()
    version = models.CharField(max_length=40)
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "crm_terms_acceptance"
        constraints = [
            models.UniqueConstraint(
                name="crm_terms_acceptance_once",
                fields=["program", "profile_id", "version"],
            )
        ]

    def __str__(self) -> str:
        return self.version


class AdjustmentRequest(models.Model):
    """That somebody asked for points to be given or taken; append-only by trigger.

    `author` is who asked (`user:5`, `app:2`). `key` is the caller's, and the ledger's once it is
    approved. Without a decision it counts until before `expires_at`.
    """

    program = models.ForeignKey(Program, on_delete=models.RESTRICT, related_name="+")
    profile_id = models.BigIntegerField()
    points = models.BigIntegerField()
    author = models.CharField(max_length=160)
    key = models.CharField(max_length=100)
    requested_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "crm_adjustment_request"
        constraints = [
            models.UniqueConstraint(
                name="crm_adjustment_request_once", fields=["program", "key"]
            ),
            models.CheckConstraint(
                name="crm_adjustment_request_points", condition=~Q(points=0)
            ),
        ]
        indexes = [
            models.Index(
                name="crm_adjustment_request_profile", fields=["profile_id", "-id"]
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"


class AdjustmentDecision(models.Model):
    """The one decision about a request, never by whoever asked; append-only by trigger."""

    request = models.OneToOneField(
        AdjustmentRequest,
        on_delete=models.RESTRICT,
        primary_key=True,
        related_name="decision",
    )
    is_approved = models.BooleanField()
    asked_by = models.CharField(max_length=160)
    decided_by = models.CharField(max_length=160)
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "crm_adjustment_decision"
        constraints = [
            models.CheckConstraint(
                name="crm_adjustment_decision_by_another",
                condition=~Q(decided_by=F("asked_by")) & ~Q(decided_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"decision about request {self.pk}"


class AdjustmentWords(models.Model):
    """Why points were asked for, and why they were declined; erasing deletes the row."""

    request = models.OneToOneField(
        AdjustmentRequest,
        on_delete=models.RESTRICT,
        primary_key=True,
        related_name="words",
    )
    profile_id = models.BigIntegerField()
    reason = models.CharField(max_length=500)
    declined_because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "crm_adjustment_words"
        indexes = [
            models.Index(name="crm_adjustment_words_profile", fields=["profile_id"])
        ]

    def __str__(self) -> str:
        return f"words of request {self.pk}"
