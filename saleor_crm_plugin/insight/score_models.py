"""Scores and predictions of customers, and the thresholds and models from which they were made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

BEST_SCORE = 5


class ScoringRun(models.Model):
    """One making of scores or predictions for everybody, with what it was made from.

    `data_until` is the moment up to which orders are in it, `horizon_days` how far predictions
    look. `refusal` says why nothing was made.
    """

    class Kind(models.TextChoices):
        """What was made."""

        RFM = "rfm"
        PREDICTIONS = "predictions"

    kind = models.CharField(max_length=16, choices=Kind.choices)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    data_from = models.DateTimeField(null=True)
    data_until = models.DateTimeField()
    customers = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    horizon_days = models.IntegerField(null=True)
    refusal = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        db_table = "crm_scoring_run"
        constraints = [
            models.CheckConstraint(
                name="crm_scoring_run_kind",
                condition=Q(kind__in=["rfm", "predictions"]),
            ),
        ]
        indexes = [
            models.Index(name="crm_scoring_run_kind_index", fields=["kind", "-id"])
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RfmThreshold(models.Model):
    """Where the scores of one dimension end, in one currency where it is money.

    `values` rise, and are the greatest of the scores 1 to 4. Recency is the time
    of the last order, in whole seconds since 1970.
    """

    class Dimension(models.TextChoices):
        """What is scored."""

        RECENCY = "recency"
        FREQUENCY = "frequency"
        MONETARY = "monetary"

    run = models.ForeignKey(
        ScoringRun, on_delete=models.CASCADE, related_name="thresholds"
    )
    dimension = models.CharField(max_length=16, choices=Dimension.choices)
    currency = models.CharField(max_length=3, blank=True, default="")
    values = ArrayField(models.DecimalField(max_digits=20, decimal_places=3))

    class Meta:
        db_table = "crm_rfm_threshold"
        constraints = [
            models.UniqueConstraint(
                name="crm_rfm_threshold_once", fields=["run", "dimension", "currency"]
            ),
            models.CheckConstraint(
                name="crm_rfm_threshold_dimension",
                condition=Q(dimension__in=["recency", "frequency", "monetary"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.currency}"


class FittedModel(models.Model):
    """The parameters of a fitted model: of purchases, or of their value in one currency.

    BG/NBD is described by r, alpha, a, b; Gamma-Gamma by p, q, v. Time is in weeks.
    """

    class Kind(models.TextChoices):
        """Which model was fitted."""

        PURCHASES = "purchases"
        VALUE = "value"

    run = models.ForeignKey(ScoringRun, on_delete=models.CASCADE, related_name="fitted")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    currency = models.CharField(max_length=3, blank=True, default="")
    r = models.FloatField(null=True)
    alpha = models.FloatField(null=True)
    a = models.FloatField(null=True)
    b = models.FloatField(null=True)
    p = models.FloatField(null=True)
    q = models.FloatField(null=True)
    v = models.FloatField(null=True)
    customers = models.IntegerField()
    log_likelihood = models.FloatField()
    mean_error = models.FloatField(null=True)

    class Meta:
        db_table = "crm_fitted_model"
        constraints = [
            models.UniqueConstraint(
                name="crm_fitted_model_once", fields=["run", "kind", "currency"]
            ),
            models.CheckConstraint(
                name="crm_fitted_model_parameters",
                condition=Q(
                    kind="purchases",
                    currency="",
                    r__gt=0,
                    alpha__gt=0,
                    a__gt=0,
                    b__gt=0,
                )
                | Q(kind="value", p__gt=0, q__gt=0, v__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.currency}"


class CustomerScore(models.Model):
    """Where one customer stands among the shop's, and what is to be expected.

    Scores are 1 (least) to 5; `rfm_monetary` is the best of the person's currencies, each ranked
    for itself. `p_alive` is the probability that there is another order to come; purchases and
    value are those of the run's horizon, the value in `expected_currency`, the one in which the
    person has the most orders. Empty is what is not known.
    """

    profile_id = models.BigIntegerField(primary_key=True)
    rfm_recency = models.SmallIntegerField(null=True)
    rfm_frequency = models.SmallIntegerField(null=True)
    rfm_monetary = models.SmallIntegerField(null=True)
    p_alive = models.FloatField(null=True)
    expected_purchases = models.FloatField(null=True)
    expected_value = models.DecimalField(max_digits=20, decimal_places=3, null=True)
    expected_currency = models.CharField(max_length=3, default="", db_default="")
    next_order_on = models.DateField(null=True)

    class Meta:
        db_table = "crm_customer_score"
        constraints = [
            models.CheckConstraint(
                name="crm_customer_score_rfm",
                condition=(
                    Q(rfm_recency__isnull=True) | Q(rfm_recency__range=(1, BEST_SCORE))
                )
                & (
                    Q(rfm_frequency__isnull=True)
                    | Q(rfm_frequency__range=(1, BEST_SCORE))
                )
                & (
                    Q(rfm_monetary__isnull=True)
                    | Q(rfm_monetary__range=(1, BEST_SCORE))
                ),
            ),
            models.CheckConstraint(
                name="crm_customer_score_alive",
                condition=Q(p_alive__isnull=True) | Q(p_alive__range=(0.0, 1.0)),
            ),
            models.CheckConstraint(
                name="crm_customer_score_value_has_currency",
                condition=Q(expected_value__isnull=True, expected_currency="")
                | (Q(expected_value__isnull=False) & ~Q(expected_currency="")),
            ),
        ]

    def __str__(self) -> str:
        return f"scores of profile {self.profile_id}"


class RollupProof(models.Model):
    """One comparison of the rollups with the shop's orders; it goes on where it was stopped.

    `compared` counts profiles, `different` those whose rollup was wrong and was made again,
    `unsettled` those that still differ, because the shop is ahead of what was told.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    is_running = models.BooleanField(default=True)
    reached_id = models.BigIntegerField(default=0)
    compared = models.IntegerField(default=0)
    different = models.IntegerField(default=0)
    unsettled = models.IntegerField(default=0)

    class Meta:
        db_table = "crm_rollup_proof"
        constraints = [
            models.UniqueConstraint(
                name="crm_rollup_proof_one_at_a_time",
                fields=["is_running"],
                condition=Q(is_running=True),
            ),
            models.CheckConstraint(
                name="crm_rollup_proof_parts",
                condition=Q(
                    different__range=(0, F("compared")),
                    unsettled__range=(0, F("different")),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"proof {self.pk}"


class RollupDifference(models.Model):
    """One figure that the proof found to differ, with both values as text."""

    proof = models.ForeignKey(
        RollupProof, on_delete=models.CASCADE, related_name="differences"
    )
    profile_id = models.BigIntegerField()
    figure = models.CharField(max_length=64)
    rolled_up = models.CharField(max_length=120)
    in_shop = models.CharField(max_length=120)
    is_repaired = models.BooleanField(default=False)

    class Meta:
        db_table = "crm_rollup_difference"
        indexes = [
            models.Index(
                name="crm_rollup_difference_profile", fields=["profile_id", "-id"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.figure} of profile {self.profile_id}"
