"""The hours of the day that people and the shop are known by, as the freeze of a run asks them."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..consent.policies import ANY_CHANNEL
from ..consent.purposes import ConsentPurpose
from ..messaging.policies.quiet_hours import QuietHours
from ..messaging.queries import sending_settings
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows_uncompiled
from .best_hours_sql import EXPLAINED, SHOP_HABIT
from .definition import CampaignDefinition
from .policies.best_hour import (
    HOURS,
    LEAST_ACTS,
    BestHour,
    Habit,
    HourSource,
    best_hour,
    best_of_shop,
    factors,
    hours_outside,
    shop_scores,
)

# Habits change: what was done longer ago says nothing of today.
OWN_PAST = datetime.timedelta(days=180)
SHOP_PAST = datetime.timedelta(days=90)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShopHours:
    """What the shop's own hours are, and which of them people without a habit get.

    `usual` has the source FALLBACK where too little is known of the shop; its hour then is the one
    that staff have named.
    """

    habit: Habit
    allowed: tuple[int, ...]
    usual: BestHour


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownHour:
    """A person's hour with its reasons, in the time zone in which it is meant."""

    best: BestHour
    zone: str


def shop_hours(
    *,
    channel: str,
    zones: Mapping[str, Any],
    fallback: int,
    now: datetime.datetime,
    using: str = WRITER,
) -> ShopHours:
    """Return the shop's hours by what everybody did lately, each by their own clock; two queries.

    `channel` is as `channel_of_consent` says, `zones` come from `zone_parameters`.
    """
    asked = {**_asked(channel, now - SHOP_PAST), **zones}
    weights, acts = [0] * HOURS, 0
    for row in read_rows_uncompiled(SHOP_HABIT, asked, using):
        weights[row["hour"]] = int(row["weight"])
        acts += int(row["acts"])
    habit = Habit(tuple(weights), acts)
    allowed = hours_outside(_quiet_hours(using))
    usual = best_hour(Habit(), habit, allowed=allowed, fallback=fallback)
    return ShopHours(habit=habit, allowed=tuple(allowed), usual=usual)


def hour_parameters(
    shop: ShopHours, *, channel: str, now: datetime.datetime
) -> dict[str, Any]:
    """Return what `BEST_HOURS` asks, beside the zones of `zone_parameters`."""
    scores = shop_scores(shop.habit)
    own_factor, shop_factor = factors(shop.habit)
    return {
        **_asked(channel, now - OWN_PAST),
        "least_acts": LEAST_ACTS,
        "hours": list(shop.allowed),
        "shop_scores": [scores[hour] for hour in shop.allowed],
        "shop_weights": [shop.habit.weights[hour] for hour in shop.allowed],
        "shop_hour": best_of_shop(shop.habit, shop.allowed) if shop.allowed else 0,
        "own_factor": own_factor,
        "shop_factor": shop_factor,
    }


def known_hours(
    profile_ids: Collection[int],
    *,
    channel: str,
    zones: Mapping[str, Any],
    fallback: int,
    now: datetime.datetime,
    using: str = WRITER,
) -> dict[int, KnownHour]:
    """Return these people's hours with the reasons; one statement for all, beside the shop's."""
    shop = shop_hours(
        channel=channel, zones=zones, fallback=fallback, now=now, using=using
    )
    asked = {
        "profiles": int_array(profile_ids),
        **zones,
        **hour_parameters(shop, channel=channel, now=now),
    }
    return {
        row["profile_id"]: KnownHour(best=_best(row, shop), zone=row["zone"])
        for row in read_rows_uncompiled(EXPLAINED, asked, using)
    }


def channel_of_consent(definition: CampaignDefinition) -> str:
    """Return about which medium people were asked whether they may be profiled for this."""
    channels = definition.content.channels
    return channels[0] if channels else ANY_CHANNEL


def _best(row: Any, shop: ShopHours) -> BestHour:
    if row["hour"] is None:
        usual = shop.usual
        return BestHour(hour=usual.hour, source=usual.source, acts=row["acts"])
    return BestHour(hour=row["hour"], source=HourSource.OWN, acts=row["acts"])


def _asked(channel: str, since: datetime.datetime) -> dict[str, Any]:
    return {
        "acts_since": since,
        "hours_purpose": ConsentPurpose.PROFILING.value,
        "hours_channel": channel,
    }


def _quiet_hours(using: str) -> QuietHours | None:
    settings = sending_settings(using=using)
    starts, ends = settings.quiet_from, settings.quiet_until
    return None if starts is None or ends is None else QuietHours(starts, ends)
