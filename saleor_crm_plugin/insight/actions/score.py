"""Score everybody by recency, frequency and money, each by thresholds of the whole shop."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connections, transaction

from ...saleor_adapter.db import WRITER
from ..asking import Counted, who_counts
from ..policies.evidence import LEAST_SCORED, Refusal
from ..rfm_sql import (
    ALONE,
    CURRENCIES,
    FIRST_OF_PAGE,
    FORGET_UNASKED,
    IS_SCORED,
    ONE_CURRENCY,
    ROOM,
    changed_scores,
    first_scores,
    money_thresholds,
    thresholds,
)
from ..score_models import RfmThreshold, ScoringRun

SHARES = [0.2, 0.4, 0.6, 0.8]
PAGE = 50_000
KEPT_RUNS = 30
LAST_ID = 2**63 - 1
SECOND = datetime.timedelta(seconds=1)
THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class _Plan:
    """The statements of a page without scores and of one with, and their values."""

    first: str
    changed: str
    asked: dict[str, Any]


def score_customers(*, now: datetime.datetime) -> ScoringRun:
    """Store thresholds of today and give everybody who ordered a score from 1 to 5 in each.

    Only scores that are others are written, in pages of a transaction each, which locks the table
    of scores against other writers. A run that died is made good by the next. Staff, those whom
    staff exclude, and where the shop asks first all who have not agreed are neither counted nor
    scored. Below 25 customers nobody is scored, and the run says so; scores of before stay, but
    those of who has not agreed. The last 30 runs are kept.
    """
    whom = who_counts()
    run = _begin(now, whom)
    run.changed = _forget_unasked(whom) if run.refusal else _score(run, whom)
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
def _begin(now: datetime.datetime, whom: Counted) -> ScoringRun:
    asked: dict[str, Any] = {"shares": SHARES, "excluded": whom.excluded}
    with connections[WRITER].cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(thresholds(asks=whom.asks), asked)
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
        cursor.execute(money_thresholds(asks=whom.asks), asked)
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


def _score(run: ScoringRun, whom: Counted) -> int:
    plan = _plan(run, whom)
    changed, after = 0, 0
    while after < LAST_ID:
        page_changed, after = _score_page(plan, after)
        changed += page_changed
    return changed


def _forget_unasked(whom: Counted) -> int:
    if not whom.asks:
        return 0
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FORGET_UNASKED)
        return int(cursor.rowcount)


def _plan(run: ScoringRun, whom: Counted) -> _Plan:
    recency = run.thresholds.get(dimension=RfmThreshold.Dimension.RECENCY).values
    frequency = run.thresholds.get(dimension=RfmThreshold.Dimension.FREQUENCY).values
    asked: dict[str, Any] = {
        "run": run.pk,
        "excluded": whom.excluded,
        "recency": [
            datetime.datetime.fromtimestamp(int(value), datetime.UTC) + SECOND
            for value in recency
        ],
        "frequency": [int(value) + 1 for value in frequency],
    }
    money = run.thresholds.filter(dimension=RfmThreshold.Dimension.MONETARY)
    currencies = CURRENCIES
    if len(money) == 1:
        currencies = ONE_CURRENCY
        asked["currency"] = money[0].currency
        asked["bounds"] = [value + THOUSANDTH for value in money[0].values]
    return _Plan(
        first=first_scores(currencies, asks=whom.asks),
        changed=changed_scores(currencies, asks=whom.asks),
        asked=asked,
    )


@transaction.atomic(using=WRITER)
def _score_page(plan: _Plan, after: int) -> tuple[int, int]:
    """Score the next people; return how many scores changed, and the last id that was looked at."""
    with connections[WRITER].cursor() as cursor:
        cursor.execute(FIRST_OF_PAGE, (after,))
        (first,) = cursor.fetchone()
        # Behind the last of all there may still be scores of whose orders are gone.
        last = LAST_ID if first is None else min(first + PAGE - 1, LAST_ID)
        page = {**plan.asked, "after": after, "last": last}
        cursor.execute(ALONE)
        cursor.execute(ROOM)
        cursor.execute(IS_SCORED, page)
        (is_scored,) = cursor.fetchone()
        if not is_scored:
            cursor.execute(plan.first, page)
            return cursor.rowcount, last
        cursor.execute(plan.changed, page)
        return cursor.fetchone()[0], last
