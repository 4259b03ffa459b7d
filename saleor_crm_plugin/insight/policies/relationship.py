"""What kind of relation a person seems to want: signals, weighed, and *unknown* where they are thin.

Each type has a score: the sum of its signals, each a number from 0 to 1 times a weight that was set
by hand and is held by labelled cases. The highest score wins if it reaches 1 and leads by 0.15.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ...core.sentences import Sentence
from .signals import Signal

EXCHANGE_ONLY, OCCASIONAL, REGULAR = "exchange_only", "occasional", "regular"
FRIEND, PARTNER, STRAINED, UNKNOWN = "friend", "partner", "strained", "unknown"
TYPES = (EXCHANGE_ONLY, OCCASIONAL, REGULAR, FRIEND, PARTNER, STRAINED)

LEAST_SCORE = 1.0
LEAST_LEAD = 0.15

# So many of a thing speak with full voice.
REGULAR_DAYS, OFTEN_DAYS = 4, 8
FEW_ORDERS = 3
LEAST_MESSAGES = 4
FULL_IGNORED = 8
ALL_DISCOUNT = 0.8
MANY_RETURNS = 0.3

DEFINITION = Sentence(
    "What kind of relation the person wants, from the past year: how often they order, whether "
    "they read and answer, what they say, reviews and referrals, complaints, opt-outs, and buying "
    "only on discount. What the person has said stands above it. Unknown where no type has enough "
    "evidence, or two have as much."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of somebody's dealings with the shop in the past year (orders: ever).

    `messages` have arrived or left, `read` were opened or clicked; `kind_texts` and `harsh_texts`
    count notes and texts by their tone.
    """

    orders: int = 0
    order_days_in_year: int = 0
    discounted_orders: int = 0
    items: int = 0
    returned_items: int = 0
    has_chargeback: bool = False
    messages: int = 0
    read: int = 0
    answers: int = 0
    good_answers: int = 0
    bad_answers: int = 0
    kind_texts: int = 0
    harsh_texts: int = 0
    has_opted_out: bool = False
    spam_reports: int = 0
    reviews: int = 0
    referrals: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship type and what spoke for it and against it."""

    type: str
    signals: tuple[Signal, ...]
    is_stated: bool = False


# Which strength speaks with which weight for which type.
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    EXCHANGE_ONLY: {
        "bought": 0.4,
        "opted_out": 0.85,
        "ignores_messages": 0.7,
        "buys_on_discount": 0.7,
        "often": -0.3,
        "reads_messages": -0.8,
        "answers": -0.8,
        "kind_words": -0.6,
        "referrals": -0.8,
        "reviews": -0.6,
        "spam_reports": -0.6,
        "harsh_words": -0.8,
    },
    OCCASIONAL: {
        "seldom": 1.2,
        "opted_out": -0.6,
        "ignores_messages": -0.2,
        "buys_on_discount": -0.4,
        "answers": -0.3,
        "kind_words": -0.3,
        "reviews": -0.3,
        "referrals": -0.6,
        "spam_reports": -0.8,
        "harsh_words": -0.8,
        "bad_answers": -0.6,
        "chargebacks": -0.8,
    },
    REGULAR: {
        "often": 1.2,
        "reads_messages": 0.1,
        "opted_out": -0.5,
        "ignores_messages": -0.1,
        "buys_on_discount": -0.5,
        "answers": -0.2,
        "kind_words": -0.2,
        "referrals": -0.6,
        "spam_reports": -0.8,
        "harsh_words": -0.6,
        "bad_answers": -0.4,
        "chargebacks": -0.8,
    },
    FRIEND: {
        "bought": 0.2,
        "reads_messages": 0.5,
        "answers": 0.5,
        "good_answers": 0.4,
        "kind_words": 0.7,
        "reviews": 0.5,
        "often": 0.1,
        "opted_out": -0.8,
        "spam_reports": -1.0,
        "harsh_words": -0.7,
        "bad_answers": -0.5,
        "referrals": -0.4,
    },
    PARTNER: {
        "referrals": 1.1,
        "reviews": 0.4,
        "often": 0.3,
        "kind_words": 0.2,
        "answers": 0.2,
        "opted_out": -0.8,
        "spam_reports": -1.0,
        "harsh_words": -0.7,
    },
    STRAINED: {
        "harsh_words": 1.2,
        "spam_reports": 1.2,
        "bad_answers": 0.8,
        "chargebacks": 0.8,
        "returns": 0.4,
        "opted_out": 0.2,
        "kind_words": -0.6,
        "good_answers": -0.4,
    },
}
# What is shown for a strength; the others are shown under their own names.
SHOWN = {
    "bought": "orders",
    "seldom": "order_days_in_year",
    "often": "order_days_in_year",
}


def relationship_of(evidence: Evidence, *, stated: str = "") -> Relation:
    """Return the type that counts: what the person said, else what the signals say."""
    if stated:
        return Relation(stated, (Signal("stated", stated, 1),), is_stated=True)
    strengths = _strengths(evidence)
    scores = {
        name: sum(weight * strengths[code] for code, weight in weights.items())
        for name, weights in WEIGHTS.items()
    }
    second, best = sorted(TYPES, key=scores.__getitem__)[-2:]
    lead = scores[best] - scores[second]
    signals = _signals(best, strengths, _values(evidence))
    if scores[best] < LEAST_SCORE:
        thin = Signal("little_evidence", round(max(scores[best], 0.0), 2), 0)
        return Relation(UNKNOWN, (thin, *signals))
    if lead < LEAST_LEAD:
        return Relation(UNKNOWN, (Signal("no_clear_lead", round(lead, 2), 0), *signals))
    return Relation(best, signals)


def relationship_unasked(*, stated: str = "") -> Relation:
    """Return the type of somebody who would have to agree before anything is concluded."""
    if stated:
        return relationship_of(Evidence(), stated=stated)
    return Relation(UNKNOWN, (Signal("not_agreed", "", 1),))


def _strengths(seen: Evidence) -> dict[str, float]:
    """Return how strongly each signal speaks, from 0 to 1."""
    return {
        **_strengths_of_orders(seen),
        "reads_messages": _share(seen.read, seen.messages)
        if seen.messages >= LEAST_MESSAGES
        else 0.0,
        "ignores_messages": min(seen.messages / FULL_IGNORED, 1.0)
        if seen.messages >= LEAST_MESSAGES and not seen.read
        else 0.0,
        "answers": min(seen.answers / 2, 1.0),
        "good_answers": min(seen.good_answers / 2, 1.0),
        "bad_answers": _some(seen.bad_answers),
        "kind_words": _some(seen.kind_texts),
        "harsh_words": _some(seen.harsh_texts),
        "opted_out": float(seen.has_opted_out),
        "spam_reports": min(float(seen.spam_reports), 1.0),
        "reviews": min(seen.reviews / 2, 1.0),
        "referrals": min(float(seen.referrals), 1.0),
    }


def _strengths_of_orders(seen: Evidence) -> dict[str, float]:
    often = seen.order_days_in_year
    is_seldom = seen.orders > 1 and often < REGULAR_DAYS
    discount = _share(seen.discounted_orders, seen.orders)
    returned = _share(seen.returned_items, seen.items)
    return {
        "bought": min(max(seen.orders - 1, 0) / 2, 1.0),
        "seldom": float(is_seldom),
        "often": min(often / OFTEN_DAYS + 0.5, 1.0) if often >= REGULAR_DAYS else 0.0,
        "buys_on_discount": float(
            seen.orders >= FEW_ORDERS and discount >= ALL_DISCOUNT
        ),
        "returns": float(seen.orders > 1 and returned >= MANY_RETURNS),
        "chargebacks": float(seen.has_chargeback),
    }


def _values(seen: Evidence) -> dict[str, float]:
    """Return what is told of each signal, in its own unit."""
    return {
        "orders": seen.orders,
        "order_days_in_year": seen.order_days_in_year,
        "buys_on_discount": round(100 * _share(seen.discounted_orders, seen.orders)),
        "returns": round(100 * _share(seen.returned_items, seen.items)),
        "chargebacks": int(seen.has_chargeback),
        "reads_messages": round(100 * _share(seen.read, seen.messages)),
        "ignores_messages": seen.messages,
        "answers": seen.answers,
        "good_answers": seen.good_answers,
        "bad_answers": seen.bad_answers,
        "kind_words": seen.kind_texts,
        "harsh_words": seen.harsh_texts,
        "opted_out": int(seen.has_opted_out),
        "spam_reports": seen.spam_reports,
        "reviews": seen.reviews,
        "referrals": seen.referrals,
    }


def _signals(
    best: str, strengths: Mapping[str, float], values: Mapping[str, float]
) -> tuple[Signal, ...]:
    """Return what spoke for or against the best type, the strongest first."""
    found = [
        Signal(
            SHOWN.get(code, code),
            values[SHOWN.get(code, code)],
            weight * strengths[code],
        )
        for code, weight in WEIGHTS[best].items()
        if strengths[code]
    ]
    return tuple(sorted(found, key=lambda signal: -abs(signal.weight)))


def _share(part: int, whole: int) -> float:
    return min(part / whole, 1.0) if whole else 0.0


def _some(count: int) -> float:
    """One is nearly as much as many."""
    return 0.0 if not count else 0.85 if count == 1 else 1.0
