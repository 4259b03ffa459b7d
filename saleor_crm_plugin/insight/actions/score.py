"""Score everybody by recency, frequency and money, each by thresholds of the whole shop."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connections, transaction

from ...saleor_adapter.arrays import int_array
from ...saleor_adapter.db import WRITER
from ...tiers.ladders import excluded_by_anybody
from ..policies.evidence import LEAST_SCORED, Refusal
from ..rfm_sql import LAST_OF_PAGE, MONEY_THRESHOLDS, SCORE, THRESHOLDS, UNSCORE
from ..score_models import RfmThreshold, ScoringRun

SHARES = [0.2, 0.4, 0.6, 0.8]
PAGE = 100_000
KEPT_RUNS = 30


def score_customers(*, now: datetime.datetime) -> ScoringRun:
    """Store thresholds of today and give everybody who ordered a score from 1 to 5 in each.

    Only scores that are others are written, in pages of a transaction each. A run that died is
    made good by the next. Staff and those whom staff exclude are neither counted nor scored.
    Below 25 customers nobody is scored, and the run says so. The last 30 runs are kept.
    """
    excluded = int_array(sorted(excluded_by_anybody()))
    run = _begin(now, excluded)
    changed = 0
    if not run.refusal:
        changed = _execute(UNSCORE, {"excluded": excluded}) + _score(run, excluded)
    run.changed, run.finished_at = changed, now
    run.save(update_fields=["changed", "finished_at"])
    forget_old_runs(run)
    return run


def forget_old_runs(run: ScoringRun) -> None:
    """Forget all but the last runs of this one's kind."""
    same = ScoringRun.objects.filter(kind=run.kind)
    kept = list(same.order_by("-id").values_list("id", flat=True)[:KEPT_RUNS])
    same.filter(id__lt=kept[-1]).delete()


@transaction.atomic(using=WRITER)
def _begin(now: datetime.datetime, excluded: str) -> ScoringRun:
    asked: dict[str, Any] = {"shares": SHARES, "excluded": excluded}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(THRESHOLDS, asked)
        customers, recency, frequency, first_at, last_at = cursor.fetchone()
        run = ScoringRun.objects.create(
            kind=ScoringRun.Kind.RFM,
            started_at=now,
            data_from=first_at,
            data_until=last_at or now,
            customers=customers,
            refusal="" if customers >= LEAST_SCORED else Refusal.TOO_FEW_CUSTOMERS,
        )
        if run.refusal:
            return run
        cursor.execute(MONEY_THRESHOLDS, asked)
        money = cursor.fetchall()
    _store(run, RfmThreshold.Dimension.RECENCY, {"": recency})
    _store(run, RfmThreshold.Dimension.FREQUENCY, {"": frequency})
    _store(run, RfmThreshold.Dimension.MONETARY, dict(money))
    return run


def _store(
    run: ScoringRun, dimension: str, found: dict[str, Sequence[Decimal]]
) -> None:
    RfmThreshold.objects.bulk_create(
        [
            RfmThreshold(
                run=run, dimension=dimension, currency=currency, values=list(values)
            )
            for currency, values in found.items()
        ]
    )


def _score(run: ScoringRun, excluded: str) -> int:
    thresholds = dict(
        run.thresholds.filter(currency="").values_list("dimension", "values")
    )
    asked = {
        "run": run.pk,
        "excluded": excluded,
        "recency": _negated(thresholds["recency"]),
        "frequency": _negated(thresholds["frequency"]),
    }
    changed, after = 0, 0
    while last := _last_of_page(after):
        changed += _execute(SCORE, {**asked, "after": after, "last": last})
        after = last
    return changed


def _negated(values: Sequence[Decimal]) -> list[Decimal]:
    return sorted(-value for value in values)


def _last_of_page(after: int) -> int | None:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LAST_OF_PAGE, (after, PAGE))
        last: int | None = cursor.fetchone()[0]
        return last


def _execute(statement: str, asked: dict[str, Any]) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, asked)
        return int(cursor.rowcount)
