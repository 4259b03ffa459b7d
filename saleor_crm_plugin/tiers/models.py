"""Ladders, their tiers, where members stand, and every decision about it."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class TierBasis(models.TextChoices):
    """What counts towards a tier."""

    SPEND = "spend"
    POINTS = "points"
    ORDERS = "orders"


class TierWindow(models.TextChoices):
    """In which time it counts."""

    ROLLING_MONTHS = "rolling_months"
    CALENDAR_YEAR = "calendar_year"
    LIFETIME = "lifetime"


class DowngradeStyle(models.TextChoices):
    """How far a member falls when the grace is over."""

    ONE_STEP = "one_step"
    STRAIGHT = "straight"


class TierLadder(models.Model):
    """One program's ladder; the lists of the shop's channels that count, all if empty.

    Locked, where locks are needed, before its standings. `version` counts the changes of its
    settings; each tier has its own.
    """

    book = models.OneToOneField(
        "saleor_crm_plugin.Book", on_delete=models.RESTRICT, related_name="+"
    )
    basis = models.CharField(max_length=16, choices=TierBasis.choices)
    window = models.CharField(max_length=16, choices=TierWindow.choices)
    window_months = models.PositiveSmallIntegerField(default=12)
    time_zone = models.CharField(max_length=64, default="UTC")
    channels = ArrayField(models.CharField(max_length=250), default=list, blank=True)
    pending_counts = models.BooleanField(default=True)
    grace_days = models.PositiveSmallIntegerField(default=30)
    downgrade = models.CharField(
        max_length=16, choices=DowngradeStyle.choices, default=DowngradeStyle.ONE_STEP
    )
    excludes_staff = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "crm_tier_ladder"
        constraints = [
            models.CheckConstraint(
                name="crm_tier_ladder_basis", condition=Q(basis__in=TierBasis.values)
            ),
            models.CheckConstraint(
                name="crm_tier_ladder_window", condition=Q(window__in=TierWindow.values)
            ),
            models.CheckConstraint(
                name="crm_tier_ladder_window_months", condition=Q(window_months__gt=0)
            ),
            models.CheckConstraint(
                name="crm_tier_ladder_downgrade",
                condition=Q(downgrade__in=DowngradeStyle.values),
            ),
        ]

    def __str__(self) -> str:
        return f"ladder {self.pk}"


class Tier(models.Model):
    """One level; a higher `rank` is a better one. Without thresholds it is by invitation only."""

    ladder = models.ForeignKey(
        TierLadder, on_delete=models.CASCADE, related_name="tiers"
    )
    code = models.CharField(max_length=32)
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField()
    multiplier = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    has_early_access = models.BooleanField(default=False)
    description = models.CharField(max_length=1000, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "crm_tier"
        constraints = [
            models.UniqueConstraint(name="crm_tier_code", fields=["ladder", "code"]),
            models.UniqueConstraint(name="crm_tier_rank", fields=["ladder", "rank"]),
            models.CheckConstraint(
                name="crm_tier_multiplier", condition=Q(multiplier__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TierThreshold(models.Model):
    """What reaches a tier in one currency; the currency is empty for points and orders."""

    tier = models.ForeignKey(Tier, on_delete=models.CASCADE, related_name="thresholds")
    currency = models.CharField(max_length=3, blank=True, default="")
    value = models.DecimalField(max_digits=14, decimal_places=3)

    class Meta:
        db_table = "crm_tier_threshold"
        constraints = [
            models.UniqueConstraint(
                name="crm_tier_threshold_once", fields=["tier", "currency"]
            ),
            models.CheckConstraint(
                name="crm_tier_threshold_value", condition=Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.currency}"


class TierStanding(models.Model):
    """Where one profile stands on one ladder.

    `tier` is the one reached by counting, `invited_tier` a gift until `invited_until`; the better
    of the two is shown. `below_since` is the first review that found the metric below `tier`.
    Rows are locked in order of their id.
    """

    ladder = models.ForeignKey(TierLadder, on_delete=models.RESTRICT, related_name="+")
    profile = models.ForeignKey(
        "saleor_crm_plugin.Profile", on_delete=models.RESTRICT, related_name="+"
    )
    tier = models.ForeignKey(
        Tier, on_delete=models.RESTRICT, null=True, related_name="+"
    )
    since = models.DateTimeField(null=True)
    below_since = models.DateTimeField(null=True)
    next_review_at = models.DateTimeField(null=True)
    invited_tier = models.ForeignKey(
        Tier, on_delete=models.RESTRICT, null=True, related_name="+"
    )
    invited_until = models.DateTimeField(null=True)
    invited_reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "crm_tier_standing"
        constraints = [
            models.UniqueConstraint(
                name="crm_tier_standing_once", fields=["ladder", "profile"]
            ),
            models.CheckConstraint(
                name="crm_tier_standing_grace_needs_tier",
                condition=Q(below_since__isnull=True) | Q(tier__isnull=False),
            ),
            models.CheckConstraint(
                name="crm_tier_standing_invitation_ends",
                condition=Q(invited_tier__isnull=True, invited_until__isnull=True)
                | Q(invited_tier__isnull=False, invited_until__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_tier_standing_due",
                fields=["next_review_at", "id"],
                condition=Q(next_review_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"standing {self.pk}"


class DecisionKind(models.TextChoices):
    """What was decided about a standing."""

    UPGRADED = "upgraded"
    GRACE_STARTED = "grace_started"
    GRACE_ENDED = "grace_ended"
    DOWNGRADED = "downgraded"
    INVITED = "invited"
    INVITATION_ENDED = "invitation_ended"


class TierDecision(models.Model):
    """One decision with the numbers that it was made from; append-only by trigger.

    `metric` maps a currency ("" for points and orders) to what counted, as text.
    """

    ladder = models.ForeignKey(TierLadder, on_delete=models.RESTRICT, related_name="+")
    profile_id = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    previous = models.ForeignKey(
        Tier, on_delete=models.RESTRICT, null=True, related_name="+"
    )
    current = models.ForeignKey(
        Tier, on_delete=models.RESTRICT, null=True, related_name="+"
    )
    metric = models.JSONField(default=dict)
    counted_from = models.DateTimeField(null=True)
    author = models.CharField(max_length=160, blank=True, default="")
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "crm_tier_decision"
        indexes = [
            models.Index(
                name="crm_tier_decision_profile", fields=["profile_id", "ladder", "-id"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ExclusionKind(models.TextChoices):
    """Who wanted a profile to earn nothing."""

    BY_STAFF = "by_staff"
    LEFT = "left"


class BookExclusion(models.Model):
    """A time in which a profile earns nothing and counts nowhere in one book.

    Staff exclude a tester or a partner, with a reason; a member leaves, without one. An exclusion
    is ended, never deleted, so that who did what and why stays. `points_end_at` is when the open
    points of somebody who left end, `points_ended_at` when they did. It stands here since both
    loyalty, above, and the ladders need it.
    """

    book = models.ForeignKey(
        "saleor_crm_plugin.Book", on_delete=models.CASCADE, related_name="+"
    )
    profile = models.ForeignKey(
        "saleor_crm_plugin.Profile", on_delete=models.RESTRICT, related_name="+"
    )
    kind = models.CharField(
        max_length=10,
        choices=ExclusionKind.choices,
        default=ExclusionKind.BY_STAFF,
    )
    reason = models.CharField(max_length=500, blank=True, default="")
    author = models.CharField(max_length=160)
    excluded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=160, blank=True, default="")
    ended_reason = models.CharField(max_length=500, blank=True, default="")
    points_end_at = models.DateTimeField(null=True)
    points_ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "crm_book_exclusion"
        constraints = [
            models.UniqueConstraint(
                name="crm_book_exclusion_once",
                fields=["book", "profile", "kind"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="crm_book_exclusion_kind",
                condition=Q(kind__in=ExclusionKind.values),
            ),
            models.CheckConstraint(
                name="crm_book_exclusion_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_by="")),
            ),
        ]
        indexes = [
            models.Index(
                name="crm_book_exclusion_points_due",
                fields=["points_end_at", "id"],
                condition=Q(
                    points_end_at__isnull=False,
                    points_ended_at__isnull=True,
                    ended_at__isnull=True,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"
