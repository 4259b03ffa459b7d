"""What rules that nobody has put in force would have given for the orders of the last days."""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ..core.shop import OrderState
from ..ledger.queries import some_members
from ..observation.queries import ToldOrder, told_orders_of_profiles
from ..tiers.ladders import excluded_profiles
from ..tiers.queries import HeldTier, held_tiers
from .drafts import with_drafts
from .models import FirstOrder, Program
from .order_cases import has_paid
from .policies.effect import Effect, OrderEffect, summed
from .policies.targets import order_targets
from .programs import ProgramTerms, program_terms

MOST_MEMBERS = 3000


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectOfRules:
    """The effect on the members that were looked at: all of them, or a fair part of many."""

    members: int
    looked_at: int
    effect: Effect


def effect_of_rules(
    row: Program,
    drafts: Mapping[str, Any],
    *,
    days: int,
    now: datetime.datetime,
    using: str = "default",
) -> EffectOfRules:
    """Return what the orders of the last days would earn if they were placed now.

    Once by the rules of now, and once with each draft (settings by code) in the place of its rule.
    Everybody has the tier that they have now. At most 3,000 members are looked at, drawn fairly
    and the same each time. Ten queries. Raises UnknownRule, InvalidRuleSettings.
    """
    program = program_terms(row)
    drafted = with_drafts(program, drafts, now=now)
    members, drawn = some_members(row.book_id, most=MOST_MEMBERS, using=using)
    excluded = excluded_profiles(
        row.book_id, drawn, excludes_staff=program.excludes_staff, using=using
    )
    told = told_orders_of_profiles(
        [profile_id for profile_id in drawn if profile_id not in excluded],
        since=now - datetime.timedelta(days=days),
        using=using,
    )
    tiers = held_tiers([row.book_id], told, using=using)
    first = _first_orders(row.book_id, told, using)
    orders = _reckoned(told, (program, drafted), tiers, first, now)
    return EffectOfRules(members=members, looked_at=len(drawn), effect=summed(orders))


def _first_orders(book_id: int, profile_ids: Collection[int], using: str) -> set[str]:
    rows = FirstOrder.objects.using(using).filter(
        book_id=book_id, profile_id__in=profile_ids
    )
    return {str(order_id) for order_id in rows.values_list("order_id", flat=True)}


def _reckoned(
    told: Mapping[int, list[ToldOrder]],
    programs: tuple[ProgramTerms, ProgramTerms],
    tiers: Mapping[tuple[int, int], HeldTier],
    first: Collection[str],
    now: datetime.datetime,
) -> Iterator[OrderEffect]:
    for profile_id, orders in told.items():
        tier = tiers.get((programs[0].book_id, profile_id))
        for order in orders:
            state = order.state
            if not has_paid(order) or state.channel not in programs[0].channels:
                continue
            is_first = state.id in first
            points_now, points_then = (
                _points(one, state, tier, is_first, now) for one in programs
            )
            yield OrderEffect(profile_id, state.currency, points_now, points_then)


def _points(
    program: ProgramTerms,
    order: OrderState,
    tier: HeldTier | None,
    is_first: bool,
    now: datetime.datetime,
) -> int:
    terms = program.terms_for(
        replace(order, placed_at=now),
        multiplier=tier.multiplier if tier else Decimal(1),
        tier=tier.code if tier else "",
    )
    if terms is None:
        return 0
    return sum(one.points for one in order_targets(order, terms, is_first=is_first))
