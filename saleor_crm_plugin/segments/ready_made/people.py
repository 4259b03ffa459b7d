"""Ready-made segments by who people are, where they live, and how they can be reached."""

from typing import Annotated, Any

from pydantic import Field

from ...identity.models import IdentifierType
from ..ready_made_segment import (
    ReadyMadeSegment,
    ReadyMadeSettings,
    asks,
    ready_made_segments,
)

Texts = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=200)]],
    Field(min_length=1, max_length=100),
]
_WECHAT = [
    IdentifierType.WECHAT_OPENID.value,
    IdentifierType.WECHAT_UNIONID.value,
    IdentifierType.WECOM.value,
]


@ready_made_segments.register
class BirthdaySoon(ReadyMadeSegment):
    """People whose birthday is today or within the next week."""

    code = "birthday_next_week"
    label = "Birthday within a week"

    def rule(self) -> dict[str, Any]:
        return asks("profile.birthday", "in_next_days", 7)


@ready_made_segments.register
class WeChatOnly(ReadyMadeSegment):
    """People whom we know by WeChat or WeCom, and by neither e-mail nor phone."""

    code = "wechat_only"
    label = "WeChat only"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("profile.identifiers", "has_any", _WECHAT),
                asks(
                    "profile.identifiers",
                    "has_none",
                    [IdentifierType.EMAIL.value, IdentifierType.PHONE.value],
                ),
            ]
        }


@ready_made_segments.register
class NearStore(ReadyMadeSegment):
    """People who live in the city of one of these stores."""

    code = "near_store"
    label = "Near a store"

    class Settings(ReadyMadeSettings):
        """The slugs of the shop's warehouses that are the stores."""

        stores: Texts

    def rule(self) -> dict[str, Any]:
        return asks("place.stores_near", "has_any", list(self.settings.stores))


@ready_made_segments.register
class InCities(ReadyMadeSegment):
    """People who live in one of these cities."""

    code = "in_cities"
    label = "In a city"

    class Settings(ReadyMadeSettings):
        """The cities, as addresses say them."""

        cities: Texts

    def rule(self) -> dict[str, Any]:
        return asks("place.city", "one_of", list(self.settings.cities))


@ready_made_segments.register
class ReachableByEmail(ReadyMadeSegment):
    """People whom marketing reaches by e-mail."""

    code = "reachable_by_email"
    label = "Reachable by e-mail"

    def rule(self) -> dict[str, Any]:
        return asks("reach.channels", "has_any", ["email"])


@ready_made_segments.register
class Unasked(ReadyMadeSegment):
    """Customers who were never asked whether they want news by e-mail."""

    code = "never_asked"
    label = "Customers never asked for consent"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("orders.count", "at_least", 1),
                asks("consent.status", "unknown", of={"channel": "email"}),
            ]
        }


@ready_made_segments.register
class EagerReaders(ReadyMadeSegment):
    """People who opened several messages within three months."""

    code = "eager_readers"
    label = "Eager readers"

    def rule(self) -> dict[str, Any]:
        return asks("messages.opened", "at_least", 3, within_days=90)


@ready_made_segments.register
class SilentReaders(ReadyMadeSegment):
    """People who got several messages within three months and opened none."""

    code = "silent_readers"
    label = "Never open what they get"

    def rule(self) -> dict[str, Any]:
        return {
            "all": [
                asks("messages.sent", "at_least", 3, within_days=90),
                asks("messages.opened", "is", 0, within_days=90),
            ]
        }


@ready_made_segments.register
class Complainers(ReadyMadeSegment):
    """People who marked a message of ours as spam, or had several returns within half a year."""

    code = "complainers"
    label = "Not happy with us"

    def rule(self) -> dict[str, Any]:
        return {
            "any": [
                asks("messages.complained", "at_least", 1),
                asks("returns.made", "at_least", 3, within_days=180),
            ]
        }
