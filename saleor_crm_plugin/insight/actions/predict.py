"""Fit the models of purchases and of spend, and store what they expect of everybody."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connections, transaction

from ...saleor_adapter.db import WRITER
from ..asking import Counted, who_counts
from ..policies.evidence import LEAST_REPEATERS, Refusal, refusal_to_predict
from ..policies.expectations import Expectations, Spent, expectations
from ..policies.purchases import Histories, NotFitted, PurchaseModel, fit_purchases
from ..policies.spending import SpendModel, fit_spending
from ..prediction_sql import extent, forget, histories, store
from ..score_models import FittedModel, ScoringRun
from .score import forget_old_runs

PAGE = 50_000
HORIZON_DAYS = 90
# So many people say as much about the parameters as all of them.
FITTED_AT_MOST = 200_000


@dataclass(frozen=True, slots=True)
class _People:
    """A page of people with their histories."""

    ids: list[int]
    seen: Histories
    spent: Spent


def predict_customers(*, now: datetime.datetime) -> ScoringRun:
    """Fit BG/NBD to everybody's purchases and Gamma-Gamma per currency, and store what follows.

    At most 200,000 people are fitted, spread evenly; all are predicted, 50,000 at a time, and only
    what is other than it was is written. Below 100 people who came back, or 12 weeks, nothing is
    fitted: the run says so, and there are no predictions. The parameters are stored with the time,
    the extent of the data, the log-likelihood, and how far the model's mean is off what was seen.
    Where the shop asks first, all of it is of who agreed.
    """
    whom = who_counts()
    run = _begin(now, whom)
    models = _fit(run, now, whom)
    changed = _execute(
        forget(asks=whom.asks), {"excluded": whom.excluded, "all": models is None}
    )
    if models is not None:
        for people in _pages(now, whom):
            changed += _store(people, models, now=now, whom=whom)
    run.changed, run.finished_at = changed, now
    run.save(update_fields=["changed", "finished_at", "refusal"])
    forget_old_runs(run)
    return run


def _begin(now: datetime.datetime, whom: Counted) -> ScoringRun:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(extent(asks=whom.asks), {"excluded": whom.excluded})
        first_at, last_at, customers = cursor.fetchone()
    return ScoringRun.objects.create(
        kind=ScoringRun.Kind.PREDICTIONS,
        started_at=now,
        data_from=first_at,
        data_until=last_at or now,
        customers=customers,
        horizon_days=HORIZON_DAYS,
    )


Models = tuple[PurchaseModel, Mapping[str, SpendModel]]


def _fit(run: ScoringRun, now: datetime.datetime, whom: Counted) -> Models | None:
    """Store what was fitted, or on the run why nothing was."""
    seen, spent = _sample(run.customers, now, whom)
    days = (run.data_until - run.data_from).days if run.data_from else 0
    refusal = refusal_to_predict(
        repeaters=int(np.count_nonzero(seen.repeats)), days=days
    )
    if refusal is None:
        try:
            model = fit_purchases(seen)
        except NotFitted:
            refusal = Refusal.NOT_FITTED
    if refusal is not None:
        run.refusal = refusal
        return None
    spending = _fit_spending(spent)
    with transaction.atomic(using=WRITER):
        _remember(run, model, seen)
        for currency, (fitted, number, error) in spending.items():
            FittedModel.objects.create(
                run=run,
                kind=FittedModel.Kind.VALUE,
                currency=currency,
                p=fitted.p,
                q=fitted.q,
                v=fitted.v,
                customers=number,
                log_likelihood=fitted.log_likelihood,
                mean_error=error,
            )
    return model, {currency: found[0] for currency, found in spending.items()}


def _remember(run: ScoringRun, model: PurchaseModel, seen: Histories) -> None:
    expected = float(np.sum(model.expected_repeats(seen.age)))
    FittedModel.objects.create(
        run=run,
        kind=FittedModel.Kind.PURCHASES,
        r=model.r,
        alpha=model.alpha,
        a=model.a,
        b=model.b,
        customers=len(seen.repeats),
        log_likelihood=model.log_likelihood,
        mean_error=expected / float(np.sum(seen.repeats)) - 1,
    )


def _fit_spending(spent: Spent) -> dict[str, tuple[SpendModel, int, float | None]]:
    """Return the model, the number of people and the error of the mean for each currency."""
    found = {}
    for currency in np.unique(spent.currency):
        repeated = (spent.currency == currency) & (spent.purchases > 0)
        number = int(np.count_nonzero(repeated))
        if number < LEAST_REPEATERS:
            continue
        purchases, mean = spent.purchases[repeated], spent.mean[repeated]
        try:
            model = fit_spending(purchases, mean)
        except NotFitted:
            continue
        expected = model.mean_spend()
        error = expected / float(np.mean(mean)) - 1 if np.isfinite(expected) else None
        found[str(currency)] = (model, number, error)
    return found


def _sample(
    customers: int, now: datetime.datetime, whom: Counted
) -> tuple[Histories, Spent]:
    """Return the histories of every n-th person, so that there are not too many."""
    step = max(1, -(-customers // FITTED_AT_MOST))
    pages = list(_pages(now, whom))
    seen = [page.seen for page in pages]
    spent = [page.spent for page in pages]

    def joined(arrays: list[Any]) -> Any:
        return np.concatenate(arrays)[::step] if arrays else np.zeros(0)

    return (
        Histories(
            joined([one.repeats for one in seen]),
            joined([one.recency for one in seen]),
            joined([one.age for one in seen]),
        ),
        Spent(
            joined([one.purchases for one in spent]),
            joined([one.mean for one in spent]),
            joined([one.currency for one in spent]),
        ),
    )


def _pages(now: datetime.datetime, whom: Counted) -> Iterator[_People]:
    statement, after = histories(asks=whom.asks), 0
    while True:
        with connections[WRITER].cursor() as cursor:
            cursor.execute(
                statement,
                {
                    "after": after,
                    "limit": PAGE,
                    "excluded": whom.excluded,
                    "today": now.date(),
                },
            )
            rows = cursor.fetchall()
        if not rows:
            return
        ids, repeats, recency, age, currency, purchases, mean = zip(*rows, strict=True)
        after = ids[-1]
        yield _People(
            list(ids),
            Histories.of(repeats, recency, age),
            Spent(
                np.asarray(purchases, dtype=float),
                np.asarray(mean, dtype=float),
                np.asarray(currency, dtype="U3"),
            ),
        )


def _store(
    people: _People, models: Models, *, now: datetime.datetime, whom: Counted
) -> int:
    model, spending = models
    made = expectations(
        model, spending, people.seen, people.spent, horizon_days=HORIZON_DAYS
    )
    return _execute(store(asks=whom.asks), _columns(people, made, now))


def _columns(
    people: _People, made: Expectations, now: datetime.datetime
) -> dict[str, Any]:
    has_value = np.isfinite(made.value)
    today = np.datetime64(now.date(), "D")
    next_on = np.datetime_as_string(today + made.wait_days, unit="D")
    return {
        "profiles": people.ids,
        "alive": made.alive.tolist(),
        "purchases": made.purchases.tolist(),
        "values": made.value.astype(str).tolist(),
        "currencies": np.where(has_value, people.spent.currency, "").tolist(),
        "next_on": np.where(made.wait_days < 0, "infinity", next_on).tolist(),
    }


def _execute(statement: str, asked: dict[str, Any]) -> int:
    with connections[WRITER].cursor() as cursor:
        cursor.execute(statement, asked)
        return int(cursor.rowcount)
