"""Where a person stands on the way with the shop, and when time alone will move them on."""

import datetime
from dataclasses import dataclass

from ...core.sentences import Sentence
from .signals import Signal

PROSPECT, NEW, ACTIVE, VIP = "prospect", "new", "active", "vip"
# Nothing is concluded: the shop asks people first, and this one has not agreed.
NOT_SAID = ""
AT_RISK, LOST, WON_BACK = "at_risk", "lost", "won_back"

# In days. A habit of three days makes nobody lost within a week, nor one of two years nobody ever.
USUAL_CYCLE = 90.0
RISK_CYCLES, LEAST_RISK, MOST_RISK = 2.0, 30.0, 365.0
LOST_CYCLES, LEAST_LOST, MOST_LOST = 4.0, 90.0, 730.0
VIP_FREQUENCY, VIP_MONETARY = 4, 5
DAY_SECONDS = 86400

DEFINITION = Sentence(
    "Prospect: no order that counts. New: one day with orders. Active: more. VIP: active, and of "
    "the shop's best fifth by money and best two by frequency. At risk: no order for twice the "
    "person's own cycle (90 days where none is known; at least 30, at most 365). Lost: for four "
    "times (at least 90, at most 730). Won back: the first order after having been lost; until the "
    "next one, the cycle from before that time counts."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderHistory:
    """What somebody's orders say: days with orders, the last three moments, habit, and rank.

    `cycle_days` is the own repurchase cycle, None while unknown; `gap_days` lies between the last
    day with an order and the one before, and `cycle_before_days` is what the cycle was until then;
    the scores are RFM's, None while there are none.
    """

    order_days: int = 0
    orders: int = 0
    first_at: datetime.datetime | None = None
    last_at: datetime.datetime | None = None
    gap_days: float | None = None
    cycle_before_days: float | None = None
    cycle_days: float | None = None
    frequency: int | None = None
    monetary: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, since when it holds, why, and when it ends by time alone (None: never)."""

    stage: str
    since: datetime.datetime | None
    signals: tuple[Signal, ...]
    due_at: datetime.datetime | None


def at_risk_after(cycle_days: float | None) -> float:
    """Return after how many days without an order somebody is at risk."""
    return _within(RISK_CYCLES * (cycle_days or USUAL_CYCLE), LEAST_RISK, MOST_RISK)


def lost_after(cycle_days: float | None) -> float:
    """Return after how many days without an order somebody is lost."""
    return _within(LOST_CYCLES * (cycle_days or USUAL_CYCLE), LEAST_LOST, MOST_LOST)


def stage_unasked() -> Stage:
    """Return what is said of somebody who would have to agree before anything is concluded."""
    return Stage(NOT_SAID, None, (Signal("not_agreed", "", 1),), None)


def stage_of(history: OrderHistory, *, now: datetime.datetime) -> Stage:
    """Return where a person with this history stands at `now`."""
    if history.last_at is None:
        return Stage(PROSPECT, None, (Signal("orders", 0, 1),), None)
    risk = datetime.timedelta(days=at_risk_after(_habit(history)))
    lost = datetime.timedelta(days=lost_after(_habit(history)))
    quiet = now - history.last_at
    if quiet >= lost:
        return _stage(LOST, history, history.last_at + lost, None, now)
    if quiet >= risk:
        since, due_at = history.last_at + risk, history.last_at + lost
        return _stage(AT_RISK, history, since, due_at, now)
    stage = _stage_of_buyer(history)
    since = history.first_at if stage == NEW else history.last_at
    return _stage(stage, history, since, history.last_at + risk, now)


def _was_lost(history: OrderHistory) -> bool:
    """Whether the person was lost before the last order."""
    # The gap itself has made the cycle longer since.
    limit = lost_after(history.cycle_before_days)
    return history.gap_days is not None and history.gap_days >= limit


def _habit(history: OrderHistory) -> float | None:
    """Return the own cycle; of who has just come back the one from before, for a gap is no habit."""
    return history.cycle_before_days if _was_lost(history) else history.cycle_days


def _stage_of_buyer(history: OrderHistory) -> str:
    if _was_lost(history):
        return WON_BACK
    if history.order_days <= 1:
        return NEW
    return VIP if is_best(history) else ACTIVE


def is_best(history: OrderHistory) -> bool:
    """Whether the person's scores are those of a VIP."""
    return (history.frequency or 0) >= VIP_FREQUENCY and (
        history.monetary or 0
    ) >= VIP_MONETARY


def _stage(
    stage: str,
    history: OrderHistory,
    since: datetime.datetime | None,
    due_at: datetime.datetime | None,
    now: datetime.datetime,
) -> Stage:
    return Stage(stage, since, tuple(_signals(stage, history, now)), due_at)


def _signals(stage: str, history: OrderHistory, now: datetime.datetime) -> list[Signal]:
    """Return what was looked at; of weight 1 is what decided."""
    cycle = _habit(history)
    quiet = int((now - (history.last_at or now)).total_seconds() // DAY_SECONDS)

    def decided(*stages: str) -> int:
        return int(stage in stages)

    found = [
        Signal("orders", history.orders, decided(NEW, ACTIVE, VIP)),
        Signal("days_since_last", quiet, decided(AT_RISK, LOST)),
        Signal("own_cycle", cycle, 0)
        if cycle
        else Signal("usual_cycle", USUAL_CYCLE, 0),
        Signal("at_risk_after", at_risk_after(cycle), decided(AT_RISK)),
        Signal("lost_after", lost_after(cycle), decided(LOST)),
    ]
    if stage == WON_BACK and history.gap_days is not None:
        found.append(Signal("gap_before_last", history.gap_days, 1))
        limit = lost_after(history.cycle_before_days)
        found.append(Signal("lost_before_after", limit, 1))
    if stage == VIP:
        scores = f"{history.frequency} of 5 and {history.monetary} of 5"
        found.append(Signal("best_customer", scores, 1))
    return found


def _within(days: float, least: float, most: float) -> float:
    return min(max(days, least), most)
