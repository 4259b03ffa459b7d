"""Labelled histories of orders, and the rows that a shop would have of them.

The rule was not fitted to them; they showed that the time away of somebody who came back is no habit.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.insight.models import CustomerDay, CustomerRollup
from saleor_crm_plugin.insight.policies.evidence import LEAST_ORDER_DAYS
from saleor_crm_plugin.insight.score_models import CustomerScore

FILE = Path(__file__).parent / "cases" / "lifecycles.txt"
CANCELED = "x"


@dataclass(frozen=True)
class Case:
    """One life: orders by how many days ago they were placed, those that were canceled, and the rank."""

    label: str
    orders: dict[int, int]
    canceled: int
    rank: tuple[int, int] | None


def cases() -> list[Case]:
    """Return every labelled case."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if not line.startswith("#")]


def _case(line: str) -> Case:
    label, bought, rank, _ = (part.strip() for part in line.split("|"))
    orders, canceled = {}, 0
    for one in bought.split():
        ago, _, number = one.partition("*")
        if ago.endswith(CANCELED):
            canceled += int(number or 1)
        else:
            orders[int(ago)] = int(number or 1)
    frequency, _, monetary = rank.partition("/")
    return Case(
        label, orders, canceled, (int(frequency), int(monetary)) if rank else None
    )


def store(lives: list[Case], now: datetime.datetime) -> list[int]:
    """Store what the shop would know of these people at `now`; returns their profiles."""
    people = Profile.objects.bulk_create([Profile(kind="guest") for _ in lives])
    known = [
        (person.pk, life)
        for person, life in zip(people, lives, strict=True)
        if life.orders or life.canceled
    ]
    CustomerRollup.objects.bulk_create([_rollup(*one, now) for one in known])
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                profile_id=person,
                day=_ago(days, now).date(),
                channel_id=1,
                currency="EUR",
                orders=number,
            )
            for person, life in known
            for days, number in life.orders.items()
        ]
    )
    CustomerScore.objects.bulk_create(
        [
            CustomerScore(
                profile_id=person,
                rfm_recency=1,
                rfm_frequency=life.rank[0],
                rfm_monetary=life.rank[1],
            )
            for person, life in known
            if life.rank
        ]
    )
    return [person.pk for person in people]


def _rollup(person: int, life: Case, now: datetime.datetime) -> CustomerRollup:
    days = sorted(life.orders, reverse=True)
    gaps = [earlier - later for earlier, later in zip(days, days[1:], strict=False)]
    return CustomerRollup(
        profile_id=person,
        orders=sum(life.orders.values()),
        canceled_orders=life.canceled,
        first_order_at=_ago(days[0], now) if days else None,
        last_order_at=_ago(days[-1], now) if days else None,
        cycle_days=median(gaps) if len(days) >= LEAST_ORDER_DAYS else None,
    )


def _ago(days: int, now: datetime.datetime) -> datetime.datetime:
    return now - datetime.timedelta(days=days)
