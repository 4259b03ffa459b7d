"""A customer looks at goods, or asks to be told when they are back."""

import pytest
from django.core.cache import cache

from saleor_crm_plugin.outbox.models import FactRow
from tests.fixtures.api import global_id
from tests.fixtures.consent import record_one
from tests.shop import rows

TELL = """
mutation Tell($variant: ID!, $channel: String!, $isWish: Boolean) {
  crmGoodsTell(variant: $variant, channel: $channel, isWish: $isWish) {
    isNoted errors { field code message }
  }
}
"""


@pytest.fixture
def variant(channel):
    cache.clear()
    return rows.make_variant(channels=[channel])


def told():
    facts = FactRow.objects.filter(code__startswith="goods.")
    return list(facts.values_list("code", "profile_id"))


def seen(variant, **changes):
    shown = {"variant": global_id("ProductVariant", variant.pk), "channel": "main"}
    return shown | changes


def test_a_wish_is_noted_once_a_day(variant, member, customer_api):
    first = customer_api.done(TELL, **seen(variant, isWish=True))
    again = customer_api.done(TELL, **seen(variant, isWish=True))

    assert (first, again) == ({"isNoted": True}, {"isNoted": False})
    assert told() == [("goods.wanted", member)]


def test_looking_is_noted_for_those_who_agreed(variant, member, customer_api):
    assert customer_api.done(TELL, **seen(variant)) == {"isNoted": False}
    assert told() == []

    record_one(member, "yes", purpose="profiling", channel="any")

    assert customer_api.done(TELL, **seen(variant)) == {"isNoted": True}
    assert told() == [("goods.viewed", member)]


@pytest.mark.parametrize(
    "changes", [{"channel": "other"}, {"variant": global_id("ProductVariant", 99)}]
)
def test_goods_that_the_channel_does_not_sell_are_refused(
    variant, customer_api, changes
):
    asked = seen(variant, isWish=True) | changes
    refused = customer_api.refused(TELL, **asked)
    assert refused == [("variant", "NOT_FOUND")]


def test_nobody_is_noted_who_has_not_signed_in(variant, anonymous_api, app_api):
    for outsider in (anonymous_api, app_api()):
        assert outsider.refusal(TELL, **seen(variant)) == "PermissionDenied"
    assert told() == []
