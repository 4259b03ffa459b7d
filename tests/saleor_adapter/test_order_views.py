"""Orders and carts are shown with their goods and amounts, and without personal text."""

import uuid
from decimal import Decimal

import pytest

from saleor_crm_plugin.saleor_adapter.cart_views import (
    CartLineView,
    cart_views,
    checkout_global_id,
)
from saleor_crm_plugin.saleor_adapter.order_views import OrderLineView, order_views
from saleor_crm_plugin.saleor_adapter.products import thumbnail_url
from tests.shop import rows
from tests.shop.rows import Line

pytestmark = pytest.mark.django_db

TEN = Decimal(10)


@pytest.fixture
def juice(channel):
    return rows.make_variant(channels=[channel], price=TEN, name="Bottle")


def view(order, language=""):
    return order_views([str(order.pk)], language)[str(order.pk)]


def test_an_order_is_shown_with_what_is_still_due(channel, juice):
    # given
    lines = [Line(quantity=2, variant=juice)]
    order = rows.make_order(
        channel,
        lines=lines,
        shipping=Decimal(5),
        paid=Decimal(15),
        language_code="it",
        shipping_address=rows.make_address(country="IT"),
        shipping_method_name="Post",
    )

    # when
    found = view(order)

    # then
    assert (found.id, found.number, found.status) == (
        str(order.pk),
        str(order.number),
        "unfulfilled",
    )
    assert (found.is_canceled, found.is_paid) == (False, False)
    assert (found.total, found.subtotal, found.shipping, found.due) == (25, 20, 5, 10)
    assert (found.channel, found.currency, found.language, found.country) == (
        channel.slug,
        "USD",
        "it",
        "IT",
    )
    assert (found.placed_at, found.shipping_method) == (order.created_at, "Post")
    assert found.lines == (
        OrderLineView(
            id=str(order.lines.get().pk),
            variant_id=juice.pk,
            product_id=juice.product_id,
            category_id=juice.product.category_id,
            product_name="Apple juice",
            variant_name="Bottle",
            slug=juice.product.slug,
            thumbnail_url="",
            quantity=2,
            returned=0,
            unit_price=TEN,
            total=Decimal(20),
        ),
    )


def test_a_paid_order_has_nothing_due(channel):
    order = rows.make_order(channel, paid=True)

    assert (view(order).is_paid, view(order).due) == (True, 0)


@pytest.mark.parametrize("status", ["canceled", "expired"])
def test_an_order_that_is_over_is_canceled(channel, status):
    assert view(rows.make_order(channel, status=status)).is_canceled is True


def test_what_came_back_is_counted_by_line(channel, juice):
    order = rows.make_order(channel, lines=[Line(quantity=3, variant=juice)])
    rows.fulfill_rows(order)
    rows.return_rows(order, {order.lines.get(): 2})

    assert [line.returned for line in view(order).lines] == [2]


def test_the_last_parcels_tracking_number_is_shown(channel, juice):
    order = rows.make_order(channel, lines=[Line(variant=juice)])
    parcel = rows.fulfill_rows(order)
    rows.set_columns(parcel, tracking_number="RM123")

    assert view(order).tracking_number == "RM123"


def test_goods_are_named_as_they_were_when_the_order_was_placed(channel, juice):
    # given
    rows.translate(juice.product, "it", "Succo nuovo")
    rows.translate(juice.product, "de", "Apfelsaft")
    order = rows.make_order(channel, lines=[Line(variant=juice)], language_code="it")
    rows.set_columns(order.lines.get(), translated_product_name="Succo di mela")

    # when
    names = [
        view(order, language).lines[0].product_name
        for language in ("", "it", "de", "fr")
    ]

    # then
    assert names == ["Succo di mela", "Succo di mela", "Apfelsaft", "Apple juice"]


def test_goods_that_are_no_longer_sold_keep_their_name(channel):
    order = rows.make_order(channel, lines=[Line(name="Old juice")])

    [line] = view(order).lines

    assert (line.product_name, line.variant_id, line.product_id, line.slug) == (
        "Old juice",
        None,
        None,
        "",
    )


def test_many_orders_are_read_in_two_queries(channel, juice, django_assert_num_queries):
    ids = [
        str(rows.make_order(channel, lines=[Line(variant=juice)] * 2).pk)
        for _ in range(3)
    ]

    with django_assert_num_queries(2):
        found = order_views([*ids, str(uuid.uuid4())], "it")

    assert found.keys() == set(ids)
    assert order_views([]) == {}


def test_a_cart_is_shown_at_todays_prices(channel, juice):
    # given
    picture = rows.make_picture(juice.product)
    cart = rows.make_checkout(
        channel, email="ann@example.com", lines=[Line(quantity=2, variant=juice)]
    )
    listing = rows.model("product.ProductVariantChannelListing").objects.get()
    rows.set_columns(listing, discounted_price_amount=Decimal(8))
    rows.translate(juice.product, "it", "Succo di mela")

    # when
    found = cart_views([str(cart.pk)], "it")[str(cart.pk)]

    # then
    assert (found.global_id, found.channel, found.currency, found.is_open) == (
        checkout_global_id(str(cart.pk)),
        channel.slug,
        "USD",
        True,
    )
    assert (found.total, found.country, found.language) == (20, "US", "en")
    assert found.last_change == cart.last_change
    assert found.lines == (
        CartLineView(
            variant_id=juice.pk,
            product_id=juice.product_id,
            category_id=juice.product.category_id,
            product_name="Succo di mela",
            variant_name="Bottle",
            slug=juice.product.slug,
            thumbnail_url=thumbnail_url(picture.pk),
            quantity=2,
            unit_price=Decimal(8),
        ),
    )


def test_what_the_shop_gives_away_is_not_the_customers_choice(channel, juice):
    cart = rows.make_checkout(channel, lines=[Line(variant=juice)])
    rows.set_columns(cart.lines.get(), is_gift=True)

    assert cart_views([str(cart.pk)])[str(cart.pk)].lines == ()


def test_many_carts_are_read_in_two_queries(channel, juice, django_assert_num_queries):
    ids = [
        str(rows.make_checkout(channel, lines=[Line(variant=juice)]).pk)
        for _ in range(3)
    ]

    with django_assert_num_queries(2):
        found = cart_views([*ids, str(uuid.uuid4())])

    assert found.keys() == set(ids)
    assert cart_views([]) == {}


def test_a_cart_is_called_as_the_api_calls_it(channel):
    import graphene

    cart = rows.make_checkout(channel)

    assert checkout_global_id(str(cart.pk)) == graphene.Node.to_global_id(
        "Checkout", cart.pk
    )
