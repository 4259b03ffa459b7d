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
from ..rfm_sql import (
    ALONE,
    CURRENCIES,
    IS_SCORED,
    LAST_OF_PAGE,
    MONEY_THRESHOLDS,
    ONE_CURRENCY,
    ROOM,
    THRESHOLDS,
    changed_scores,
    first_scores,
)
from ..score_models import RfmThreshold, ScoringRun

SHARES = [0.2, 0.4, 0.6, 0.8]
PAGE = 50_000
KEPT_RUNS = 30
LAST_ID = 2**63 - 1
SECOND = datetime.timedelta(seconds=1)
THOUSANDTH = Decimal("0.001")


def score_customers(*, now: datetime.datetime) -> ScoringRun:
    """Store thresholds of today and give everybody who ordered a score from 1 to 5 in each.

    Only scores that are others are written, in pages of a transaction each, which locks the table
    of scores against other writers. A run that died is made good by the next. Staff and those whom staff exclude are neither counted nor scored.
    Below 25 customers nobody is scored, and the run says so. The last 30 runs are kept.
    """
    excluded = int_array(sorted(excluded_by_anybody()))
    run = _begin(now, excluded)
    run.changed = 0 if run.refusal else _score(run, excluded)
    run.finished_at = now
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
        cursor.execute(ROOM)
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
    asked, money = _asked(run, excluded)
    changed, after = 0, 0
    while after < LAST_ID:
        page_changed, after = _score_page(asked, money, after)
        changed += page_changed
    return changed


def _asked(run: ScoringRun, excluded: str) -> tuple[dict[str, Any], str]:
    """Return the values of the statements, and how they score money."""
    recency = run.thresholds.get(dimension=RfmThreshold.Dimension.RECENCY).values
    frequency = run.thresholds.get(dimension=RfmThreshold.Dimension.FREQUENCY).values
    asked = {
        "run": run.pk,
        "excluded": excluded,
        "recency": [
            datetime.datetime.fromtimestamp(int(value), datetime.UTC) + SECOND
            for value in recency
        ],
        "frequency": [int(value) + 1 for value in frequency],
    }
    money = run.thresholds.filter(dimension=RfmThreshold.Dimension.MONETARY)
    if len(money) != 1:
        return asked, CURRENCIES
    bounds = [value + THOUSANDTH for value in money[0].values]
    return {**asked, "currency": money[0].currency, "bounds": bounds}, ONE_CURRENCY


@transaction.atomic(using=WRITER)
def _score_page(asked: dict[str, Any], money: str, after: int) -> tuple[int, int]:
    """Score the next people; return how many scores changed, and the last id that was looked at."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(LAST_OF_PAGE, (after, PAGE))
        found = cursor.fetchone()
        last = found[0] if found else LAST_ID
        page = {**asked, "after": after, "last": last}
        cursor.execute(ALONE)
        cursor.execute(ROOM)
        cursor.execute(IS_SCORED, page)
        (is_scored,) = cursor.fetchone()
        if not is_scored:
            cursor.execute(first_scores(money), page)
            return cursor.rowcount, last
        cursor.execute(changed_scores(money), page)
        return cursor.fetchone()[0], last
