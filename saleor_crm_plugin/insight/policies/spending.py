"""What people's purchases will be worth: the Gamma-Gamma model of spend, fitted and applied.

Model and formulas: P. Fader and B. Hardie, "The Gamma-Gamma Model of Monetary Value" (2013, note
025 at brucehardie.com), equations 1a and 5. Each purchase of a person varies around a mean of
their own; the means vary between people. It assumes that how much somebody spends says nothing
about how often. Money is of one currency.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import gammaln

from .purchases import FARTHEST, REASONABLE, NotFitted

Floats = NDArray[np.float64]
STARTS = ((0.0, 0.5), (1.5, 1.5))


@dataclass(frozen=True, slots=True)
class SpendModel:
    """A fitted Gamma-Gamma: its parameters, and the log-likelihood that they reach."""

    p: float
    q: float
    v: float
    log_likelihood: float = 0.0

    def expected_spend(self, purchases: ArrayLike, mean: ArrayLike) -> Floats:
        """Return what one purchase of each person is expected to be worth.

        Between their own mean and that of all people, nearer to the own the more purchases it was
        taken from; `purchases` must be above 0. Infinite where so few purchases of such people have
        no mean.
        """
        x, m = np.asarray(purchases, dtype=float), np.asarray(mean, dtype=float)
        known = np.maximum(self.p * x + self.q - 1, 0.0)
        with np.errstate(divide="ignore"):
            return np.asarray(self.p * (self.v + x * m) / known, dtype=float)

    def mean_spend(self) -> float:
        """Return what a purchase of anybody is expected to be worth; infinite if q is 1 or less."""
        return self.p * self.v / (self.q - 1) if self.q > 1 else float("inf")


def log_likelihood(model: SpendModel, purchases: Floats, mean: Floats) -> Floats:
    """Return for each person the logarithm of the density of their mean spend."""
    p, q, v = model.p, model.q, model.v
    px = p * purchases
    return np.asarray(
        gammaln(px + q)
        - gammaln(px)
        - gammaln(q)
        + q * np.log(v)
        + (px - 1) * np.log(mean)
        + px * np.log(purchases)
        - (px + q) * np.log(purchases * mean + v),
        dtype=float,
    )


def fit_spending(purchases: ArrayLike, mean: ArrayLike) -> SpendModel:
    """Return the model under which these mean spends are most likely. Raises NotFitted.

    Every person has at least one purchase and a mean above 0. Money is divided by its median
    first, so that it does not matter whether it is of yen or of dinars. Deterministic.
    """
    x, m = np.asarray(purchases, dtype=float), np.asarray(mean, dtype=float)
    unit = float(np.median(m))
    scaled = m / unit

    def cost(logs: Floats) -> float:
        model = SpendModel(*np.exp(logs))
        return -float(np.mean(log_likelihood(model, x, scaled)))

    found = [
        minimize(
            cost,
            np.asarray((*start, 0.0)),
            method="L-BFGS-B",
            bounds=[(-FARTHEST, FARTHEST)] * 3,
            options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-8},
        )
        for start in STARTS
    ]
    best = min(found, key=lambda result: float(result.fun))
    if not np.isfinite(best.fun) or np.any(np.abs(best.x) > REASONABLE):
        raise NotFitted("Gamma-Gamma")
    p, q, v = (float(value) for value in np.exp(best.x))
    # The density is of the scaled mean: one factor of the unit per person.
    total = -float(best.fun) * len(x) - len(x) * float(np.log(unit))
    return SpendModel(p, q, v * unit, total)
