"""What is to be expected of many people at once, by the models that were fitted."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .purchases import Floats, Histories, PurchaseModel
from .spending import SpendModel

# Four places are more than the models know; small moves are no changes.
PLACES = 4
MONEY_PLACES = 2
DAYS_PER_WEEK = 7
# From when on a day for the next order is named at all.
LEAST_ALIVE = 0.5
# More money than that is no expectation, but a model at its end.
LARGEST_VALUE = 1e12
# Nobody plans for what may come in more than two years.
LONGEST_WAIT_DAYS = 730


@dataclass(frozen=True, slots=True)
class Spent:
    """What repeats were worth: how many, their mean, and the currency, one place per person."""

    purchases: Floats
    mean: Floats
    currency: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Expectations:
    """What is expected of each person within the horizon; `wait_days` is -1 where no day is named.

    `value` is NaN where no model of its currency was fitted, or it has nothing to say.
    """

    alive: Floats
    purchases: Floats
    value: Floats
    wait_days: NDArray[np.int64]


def expectations(
    model: PurchaseModel,
    spending: Mapping[str, SpendModel],
    seen: Histories,
    spent: Spent,
    *,
    horizon_days: int,
) -> Expectations:
    """Return what these people will probably do in the next days; histories are in weeks."""
    alive = model.probability_alive(seen)
    purchases = model.expected_purchases(seen, horizon_days / DAYS_PER_WEEK)
    wait = np.ceil(model.median_wait(seen) * DAYS_PER_WEEK)
    named = (alive >= LEAST_ALIVE) & (wait <= LONGEST_WAIT_DAYS)
    return Expectations(
        alive=np.round(alive, PLACES),
        purchases=np.round(purchases, PLACES),
        value=np.round(purchases * _spend(spending, spent), MONEY_PLACES),
        wait_days=np.where(named, wait, -1).astype(np.int64),
    )


def _spend(spending: Mapping[str, SpendModel], spent: Spent) -> Floats:
    """Return what one purchase of each will be worth; of those without a repeat, anybody's mean."""
    worth = np.full(len(spent.purchases), np.nan)
    for currency, model in spending.items():
        own = spent.currency == currency
        bought = own & (spent.purchases > 0)
        worth[own] = model.mean_spend()
        worth[bought] = model.expected_spend(
            spent.purchases[bought], spent.mean[bought]
        )
    return np.where(worth < LARGEST_VALUE, worth, np.nan)
