"""A guest fills a cart and leaves it: what the timeline says when they come back, and when not."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.observation.actions import poll_checkouts, prove_checkouts
from saleor_crm_plugin.timeline.queries import entries_page

from ..fixtures.catching_up import catch_up
from ..fixtures.person import guest_claim
from ..shop import rows

GUEST = "guest@example.com"

pytestmark = pytest.mark.django_db


def poll():
    """What the periodic tasks do within a minute."""
    poll_checkouts(now=clock.now())
    catch_up()


def tonight():
    """What the nightly proof adds."""
    prove_checkouts(now=clock.now())
    poll()


def timeline():
    """What staff read about the guest's carts, the oldest first."""
    [profile_id] = resolve_profiles([guest_claim(GUEST)])
    entries = entries_page(profile_id, before=None, first=20)
    carts = [entry for entry in entries if entry.entry_type.startswith("checkout.")]
    return [(entry.entry_type, entry.summary) for entry in reversed(carts)]


STARTED = ("checkout.started", "Put 2 pieces for 25.00 USD in a cart.")


@pytest.fixture
def cart(shop):
    """Two books for 20 dollars, and 5 dollars for the delivery."""
    cart = shop.guest_checkout(GUEST, book=2)
    rows.set_columns(cart, total_gross_amount=25)
    return cart


def test_a_cart_that_is_ordered_after_all(shop, cart):
    # given
    poll()
    assert timeline() == [STARTED]

    # when
    shop.pay(cart)
    shop.complete(cart)
    poll()
    tonight()

    # then
    assert timeline() == [
        STARTED,
        ("checkout.completed", "Ordered a cart of 2 pieces for 25.00 USD."),
    ]


def test_a_cart_that_the_shop_clears_away(cart):
    # given
    poll()

    # when: the shop deletes old carts without a word
    cart.lines.all().delete()
    rows.model("checkout.CheckoutMetadata").objects.filter(checkout=cart).delete()
    rows.model("checkout.Checkout").objects.filter(pk=cart.pk).delete()
    poll()
    assert timeline() == [STARTED]
    tonight()

    # then
    assert timeline() == [
        STARTED,
        ("checkout.gone", "A cart of 2 pieces for 25.00 USD is no longer in the shop."),
    ]
