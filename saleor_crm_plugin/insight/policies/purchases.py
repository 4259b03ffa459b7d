"""How often people will buy again: the BG/NBD model of repeat purchases, fitted and applied.

Model and formulas: P. Fader, B. Hardie, K. L. Lee, "Counting Your Customers the Easy Way: An
Alternative to the Pareto/NBD Model", Marketing Science 24 (2005), equations 6, 7, 9 and 10.
While alive, a person buys at a rate of their own (Gamma: `r`, `alpha`); after each purchase they
leave for good with a probability of their own (Beta: `a`, `b`). Time is in whatever unit the histories have.

Everything is reckoned in logarithms. The hypergeometric function is taken after Euler's
transformation (Abramowitz and Stegun 15.3.3), whose arguments do not grow with the purchases, so
that people with thousands of them overflow nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import expit, gammaln, hyp2f1

Floats = NDArray[np.float64]

# The formulas have a removable hole where a is 1.
HOLE = 1e-6
STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, 1.0, 0.0, 1.0))
# How far the logarithms of parameters are looked for, and how far they mean anything but a
# likelihood that is flat.
FARTHEST, REASONABLE = 12.0, 9.0


_P = ParamSpec("_P")


def _quietly(reckon: Callable[_P, Floats]) -> Callable[_P, Floats]:
    """Let numbers overflow without a word: what comes out is looked at."""

    @wraps(reckon)
    def reckoned(*args: _P.args, **kwargs: _P.kwargs) -> Floats:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return reckon(*args, **kwargs)

    return reckoned


class NotFitted(ValueError):
    """The likelihood has no maximum within reason: the histories do not look like the model."""


@dataclass(frozen=True, slots=True)
class Histories:
    """The purchases of many people, one place in each array per person.

    `repeats` counts purchases after the first, `recency` is the time from the first to the last,
    `age` from the first to now.
    """

    repeats: Floats
    recency: Floats
    age: Floats

    @classmethod
    def of(cls, repeats: ArrayLike, recency: ArrayLike, age: ArrayLike) -> "Histories":
        """Make them of anything that is like an array."""
        return cls(
            np.asarray(repeats, dtype=float),
            np.asarray(recency, dtype=float),
            np.asarray(age, dtype=float),
        )


@dataclass(frozen=True, slots=True)
class PurchaseModel:
    """A fitted BG/NBD: its parameters, and the log-likelihood that they reach."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = 0.0

    @_quietly
    def probability_alive(self, seen: Histories) -> Floats:
        """Return for each person the probability that there is another purchase to come.

        1 for people without a repeat: the model lets nobody leave before their first purchase is
        followed by another.
        """
        alive = np.where(seen.repeats > 0, expit(-self._log_odds_gone(seen)), 1.0)
        return np.asarray(alive, dtype=float)

    @_quietly
    def expected_purchases(self, seen: Histories, within: float) -> Floats:
        """Return how many purchases are expected of each person in the time `within` from now.

        Never more than if they went on as they did and never left; just that where the formula is
        beyond what numbers of a computer hold, with parameters far from those of any shop.
        """
        a, b = _off_the_hole(self.a, self.b)
        grown = self.alpha + seen.age + within
        share = within / grown
        third = a + b + seen.repeats - 1
        unseen = np.exp((a - 1) * np.log1p(-share)) * _hyp2f1(
            a + b - 1 - self.r, a - 1, third, share
        )
        if_alive = third / (a - 1) * (1 - unseen)
        most = (self.r + seen.repeats) / (self.alpha + seen.age) * within
        bounded = np.where(np.isfinite(if_alive), np.clip(if_alive, 0.0, most), most)
        return np.asarray(bounded * self.probability_alive(seen), dtype=float)

    @_quietly
    def expected_repeats(self, age: Floats) -> Floats:
        """Return how many repeats are expected of people who made their first purchase so long ago."""
        a, b = _off_the_hole(self.a, self.b)
        share = age / (self.alpha + age)
        third = a + b - 1
        unseen = np.exp((a - 1) * np.log1p(-share)) * _hyp2f1(
            third - self.r, a - 1, third, share
        )
        return np.asarray(third / (a - 1) * (1 - unseen), dtype=float)

    @_quietly
    def median_wait(self, seen: Histories) -> Floats:
        """Return after what time the next purchase has come in half of all cases, if still alive.

        The rate of somebody alive is Gamma(r + x, alpha + T), so the wait is a Lomax variable.
        """
        power = np.log(2) / (self.r + seen.repeats)
        return np.asarray((self.alpha + seen.age) * np.expm1(power), dtype=float)

    def _log_odds_gone(self, seen: Histories) -> Floats:
        after_first = np.maximum(seen.repeats, 1)
        return np.asarray(
            np.log(self.a)
            - np.log(self.b + after_first - 1)
            + (self.r + seen.repeats)
            * np.log((self.alpha + seen.age) / (self.alpha + seen.recency)),
            dtype=float,
        )


def _hyp2f1(one: float, two: float, third: ArrayLike, share: ArrayLike) -> Floats:
    """Return the hypergeometric function where scipy's own comes to infinity beside a whole number.

    Above 0.9 scipy reflects the argument, and where third - one - two is whole and large its
    gamma functions overflow; a ten-millionth beside it they do not.
    """
    found = np.asarray(hyp2f1(one, two, third, share), dtype=float)
    beside = np.asarray(hyp2f1(one + HOLE / 10, two, third, share), dtype=float)
    return np.where(np.isfinite(found), found, beside)


def log_likelihood(model: PurchaseModel, seen: Histories) -> Floats:
    """Return for each person the logarithm of the probability of their history."""
    r, alpha, a, b = model.r, model.alpha, model.a, model.b
    x = seen.repeats
    still = -(r + x) * np.log(alpha + seen.age)
    gone = (
        np.log(a)
        - np.log(b + np.maximum(x, 1) - 1)
        - (r + x) * np.log(alpha + seen.recency)
    )
    both = np.where(x > 0, np.logaddexp(still, gone), still)
    return np.asarray(
        gammaln(r + x)
        - gammaln(r)
        + r * np.log(alpha)
        + gammaln(a + b)
        + gammaln(b + x)
        - gammaln(b)
        - gammaln(a + b + x)
        + both,
        dtype=float,
    )


def fit_purchases(seen: Histories) -> PurchaseModel:
    """Return the model under which these histories are most likely. Raises NotFitted.

    Looks among the logarithms of the parameters, from more than one start; equal histories are
    reckoned once. Deterministic.
    """
    rows, weights = np.unique(
        np.column_stack((seen.repeats, seen.recency, seen.age)),
        axis=0,
        return_counts=True,
    )
    grouped = Histories.of(*rows.T)

    def cost(logs: Floats) -> float:
        model = PurchaseModel(*np.exp(logs))
        value = -float(np.dot(weights, log_likelihood(model, grouped)))
        return value / len(seen.repeats)

    found = [
        minimize(
            cost,
            np.asarray(start),
            method="L-BFGS-B",
            bounds=[(-FARTHEST, FARTHEST)] * len(start),
            options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-7},
        )
        for start in STARTS
    ]
    best = min(found, key=lambda result: float(result.fun))
    if not np.isfinite(best.fun) or np.any(np.abs(best.x) > REASONABLE):
        raise NotFitted("BG/NBD")
    r, alpha, a, b = (float(value) for value in np.exp(best.x))
    model = PurchaseModel(r, alpha, a, b, -float(best.fun) * len(seen.repeats))
    if not np.all(np.isfinite(model.expected_repeats(grouped.age))):
        raise NotFitted("BG/NBD")
    return model


def _off_the_hole(a: float, b: float) -> tuple[float, float]:
    if abs(a - 1) < HOLE:
        a = 1 + HOLE
    if abs(a + b - 1) < HOLE:
        b += 2 * HOLE
    return a, b
