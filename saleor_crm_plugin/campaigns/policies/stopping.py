"""When one of several variants is called the better one, so that chance is seldom taken for merit.

The rule. The variants are compared at a number of looks that is fixed beforehand, each with the part
of the allowed error that it may use up. Part by part it is given out as Lan and DeMets do (Discrete
sequential boundaries for clinical trials, Biometrika 70, 1983), by their function in the manner of
O'Brien and Fleming: nearly nothing early, most of it at the end. A look that was missed is no loss,
the next one uses its part.

At a look the variant with the highest rate wins if it beats every other one by Fisher's exact test
(one-sided), each at the look's part divided by the number of variants. To be called the better one
it must beat all, so a variant that is no better than some other is called so with at most that
probability (an intersection-union test: Berger, Technometrics 24, 1982); by Bonferroni's inequality
over variants and looks, the error in all is at most the allowed one, whatever the rates are and
however the looks hang together. With one look this is the test of a fixed horizon.
"""

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

# Parts of a sum that do not change it any more.
_NOTHING = 1e-17


class Verdict(enum.StrEnum):
    """What a look says. TOO_FEW: some variant has not reached enough people to say anything."""

    BETTER = "better"
    NO_DIFFERENCE = "no_difference"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people a variant has reached, and with how many of them it did what it is for."""

    arm: str
    people: int
    hits: int

    @property
    def rate(self) -> float:
        return self.hits / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Judgment:
    """What was found: the leading variant, and how likely its lead over the closest one is chance.

    `arm` is "" where there is none in the lead. `p_value` had to be at most `limit`.
    """

    verdict: Verdict
    arm: str
    p_value: float
    limit: float


def look_due(elapsed: float, *, within: float, looks: int) -> int:
    """Return the number of the latest look that is due, 0 for none, when so much time has passed.

    They are spread evenly over `within`, in the unit of `elapsed`.
    """
    return max(0, min(looks, math.floor(looks * elapsed / within)))


def error_of_look(number: int, *, after: int, looks: int, error: float) -> float:
    """Return the error that this look may use up, if the last one before was number `after`."""
    return _used_up(number / looks, error) - _used_up(after / looks, error)


def _used_up(fraction: float, error: float) -> float:
    """Return the error that is used up when this fraction of the time is over."""
    if fraction <= 0:
        return 0.0
    normal = NormalDist()
    return 2 - 2 * normal.cdf(normal.inv_cdf(1 - error / 2) / math.sqrt(fraction))


def judge(tallies: Sequence[Tally], *, error: float, least_per_arm: int) -> Judgment:
    """Compare two or more variants with this error at most; see above."""
    limit = error / len(tallies)
    best, *others = sorted(tallies, key=lambda one: (-one.rate, one.arm))
    if best.rate == others[0].rate:
        leader, p_value = "", 1.0
    else:
        leader, p_value = best.arm, max(chance_of_lead(best, one) for one in others)
    if min(one.people for one in tallies) < least_per_arm:
        return Judgment(Verdict.TOO_FEW, leader, p_value, limit)
    verdict = Verdict.BETTER if p_value <= limit else Verdict.NO_DIFFERENCE
    return Judgment(verdict, leader, p_value, limit)


def chance_of_lead(first: Tally, second: Tally) -> float:
    """Return Fisher's exact one-sided p-value: so many hits of the first, or more, by chance."""
    if first.rate < second.rate:
        # Of a tail that is nearly everything, the small other side is summed up.
        return 1 - _tail(second, first, second.hits + 1)
    return _tail(first, second, first.hits)


def _tail(first: Tally, second: Tally, least: int) -> float:
    """Return the chance of at least so many hits of the first, if both are equally good.

    The sum of the hypergeometric distribution from there on, each part from the one before.
    """
    hits, people = first.hits + second.hits, first.people + second.people
    if least > min(hits, first.people):
        return 0.0
    held = least
    part = math.exp(
        _log_choose(hits, held)
        + _log_choose(people - hits, first.people - held)
        - _log_choose(people, first.people)
    )
    total = part
    while part > _NOTHING * total:
        part *= (hits - held) * (first.people - held)
        held += 1
        part /= held * (people - hits - first.people + held)
        total += part
    return min(1.0, total)


def _log_choose(whole: int, part: int) -> float:
    return (
        math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)
    )
