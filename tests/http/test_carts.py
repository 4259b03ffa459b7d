"""The link back to a cart leads to the storefront, and shows nobody what is in it."""

import uuid

import pytest
from django.core.cache import cache

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.messaging.settings_models import Storefront
from saleor_crm_plugin.observation.actions import observe_checkouts
from saleor_crm_plugin.saleor_adapter.cart_links import CART_WITHIN, restore_url
from saleor_crm_plugin.saleor_adapter.cart_views import cart_views, checkout_global_id
from tests.observation.carts import vanish
from tests.shop import rows

from ..fixtures.web import path_of

ANN = "ann@example.com"


@pytest.fixture(autouse=True)
def no_cart_remembered():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def storefront(shop):
    return Storefront.objects.create(
        channel_slug=shop.channel.slug,
        url="https://shop.test/",
        cart_path="/cart?id={token}",
    )


@pytest.fixture
def cart(shop):
    cart = shop.guest_checkout(ANN, book=2, lamp=1)
    observe_checkouts([str(cart.pk)], origin=Origin.SWEEP, now=clock.now())
    return cart


def follow(web, checkout_id):
    return web.get(path_of(restore_url(str(checkout_id))))


def carts():
    return rows.model("checkout.Checkout").objects


def quantities(checkout_id):
    [cart] = cart_views([checkout_id]).values()
    return {line.variant_id: line.quantity for line in cart.lines}


def rebuilt_id(response):
    assert response.status_code == 302
    return response["Location"].removeprefix("https://shop.test/cart?id=")


def test_an_open_cart_is_led_to(web, storefront, cart):
    response = follow(web, cart.pk)

    assert response.status_code == 302
    assert response["Location"] == f"https://shop.test/cart?id={cart.pk}"
    assert (response.content, carts().count()) == (b"", 1)


def test_the_storefront_may_want_the_apis_own_id(web, storefront, cart):
    Storefront.objects.update(cart_path="checkout?checkout={checkout_id}")

    assert follow(web, cart.pk)["Location"] == (
        f"https://shop.test/checkout?checkout={checkout_global_id(str(cart.pk))}"
    )


def test_of_a_cart_that_has_gone_a_new_one_is_made_once(web, storefront, shop, cart):
    # given
    vanish(cart)

    # when
    made = rebuilt_id(follow(web, cart.pk))
    again = rebuilt_id(follow(web, cart.pk))

    # then
    assert made == again != str(cart.pk)
    assert quantities(made) == {shop.book.pk: 2, shop.lamp.pk: 1}
    new = carts().get()
    assert (str(new.pk), new.user_id, new.email or "", new.shipping_address_id) == (
        made,
        None,
        "",
        None,
    )


def test_only_what_can_still_be_bought_is_in_the_new_cart(web, storefront, shop, cart):
    # given
    shop.set_stock(shop.book, 1)
    shop.set_stock(shop.lamp, 0)
    vanish(cart)

    # when
    made = rebuilt_id(follow(web, cart.pk))

    # then
    assert quantities(made) == {shop.book.pk: 1}


def test_nothing_to_buy_makes_no_cart(web, storefront, shop, cart):
    shop.set_stock(shop.book, 0)
    shop.set_stock(shop.lamp, 0)
    vanish(cart)

    assert follow(web, cart.pk).status_code == 410
    assert carts().count() == 0


def test_what_was_ordered_is_not_put_into_a_cart_again(web, storefront, shop, cart):
    # given
    checkout_id = str(cart.pk)
    shop.pay(cart)
    shop.complete(cart)
    observe_checkouts([checkout_id], origin=Origin.SWEEP, now=clock.now())

    # when
    response = follow(web, checkout_id)

    # then
    assert (response.status_code, carts().count()) == (410, 0)


def test_a_cart_that_nobody_knows_is_gone(web, storefront):
    response = follow(web, uuid.uuid4())

    assert response.status_code == 410
    assert "no longer there" in response.content.decode()


def test_without_a_storefront_there_is_nowhere_to_lead(web, cart):
    response = follow(web, cart.pk)

    assert response.status_code == 410
    assert str(cart.pk) not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("it", "non c&#x27;è più"), ("zh-CN", "已不存在")]
)
def test_the_page_speaks_the_readers_language(web, db, language, words):
    path = path_of(restore_url(str(uuid.uuid4())))

    response = web.get(path, **{"Accept-Language": language})

    assert words in response.content.decode()


def test_links_of_others_and_old_ones_lead_nowhere(web, storefront, cart):
    path = path_of(restore_url(str(cart.pk)))
    forged = web.get(path[:-1] + ("A" if path[-1] != "A" else "B"))
    with clock.fixed_at(clock.now() + CART_WITHIN * 1.01):
        late = web.get(path)

    assert (forged.status_code, late.status_code) == (404, 404)
