"""Two polls at once: every cart is told once."""

import pytest
from django.db import transaction

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.actions import observe_checkouts, poll_checkouts
from saleor_crm_plugin.observation.models import ToldCheckout
from tests.fixtures.aside import answer_of, aside, wait_until_blocked
from tests.observation.carts import NOW, make_cart, told_codes
from tests.shop import rows

CARTS = 20

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def carts(transactional_db):
    channel = rows.make_channel()
    return [
        make_cart(channel, email=f"guest{number % 3}@example.com", last_change=NOW)
        for number in range(CARTS)
    ]


def test_a_poll_beside_another_tells_every_cart_once(carts):
    # given
    ids = [str(cart.pk) for cart in carts]

    # when
    with transaction.atomic():
        observe_checkouts(ids, origin=Origin.SWEEP, now=NOW)
        other = aside(lambda: poll_checkouts(now=NOW))
        wait_until_blocked(other)
    answer_of(other)

    # then
    assert told_codes() == ["checkout.started"] * CARTS
    assert set(ToldCheckout.objects.values_list("revision", flat=True)) == {1}


def test_two_polls_at_once_tell_every_cart_once(carts):
    # when
    polls = [aside(lambda: poll_checkouts(now=NOW)) for _ in range(2)]
    for poll in polls:
        answer_of(poll)

    # then
    assert told_codes() == ["checkout.started"] * CARTS
    assert ToldCheckout.objects.values("profile_id").distinct().count() == 3
