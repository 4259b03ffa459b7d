"""Goods are shown as the channel sells them: names, prices, pictures, and what can be bought."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from saleor_crm_plugin.saleor_adapter.products import (
    Offered,
    PriceDrop,
    PriceSeen,
    VariantView,
    back_in_stock,
    price_drops,
    related,
    thumbnail_url,
    variants,
)
from tests.shop import rows

pytestmark = pytest.mark.django_db

TEN = Decimal(10)
# A setting of the shop from Saleor 3.23 on.
NEEDS_ZONE = "use_legacy_shipping_zone_stock_availability"


@pytest.fixture
def warehouse(channel):
    return rows.make_warehouse(channel)


@pytest.fixture
def juice(channel):
    return rows.make_variant(channels=[channel], price=TEN, name="Bottle")


def listing(variant):
    return rows.model("product.ProductVariantChannelListing").objects.get(
        variant=variant
    )


def product_listing(variant):
    return rows.model("product.ProductChannelListing").objects.get(
        product=variant.product
    )


def is_available(variant, channel):
    return variants([variant.pk], channel.slug, "")[variant.pk].is_available


def test_a_variant_is_shown_as_the_channel_sells_it(channel, warehouse, juice):
    # given
    rows.make_stock(juice, warehouse, 3)
    rows.set_columns(listing(juice), discounted_price_amount=Decimal(8))
    picture = rows.make_picture(juice.product)

    # when
    found = variants([juice.pk], channel.slug, "it")

    # then
    assert found == {
        juice.pk: VariantView(
            id=juice.pk,
            product_id=juice.product_id,
            category_id=juice.product.category_id,
            name="Bottle",
            product_name="Apple juice",
            slug=juice.product.slug,
            thumbnail_url=thumbnail_url(picture.pk),
            price=Decimal(8),
            undiscounted_price=TEN,
            currency="USD",
            is_available=True,
            stock=3,
        )
    }


def test_names_are_those_of_the_nearest_language(channel, juice):
    rows.translate(juice.product, "zh", "苹果汁")
    rows.translate(juice, "zh-hans", "瓶")
    rows.translate(juice.product, "it", "Succo di mela")

    chinese = variants([juice.pk], channel.slug, "zh-Hans")[juice.pk]
    italian = variants([juice.pk], channel.slug, "it_CH")[juice.pk]
    german = variants([juice.pk], channel.slug, "de")[juice.pk]

    assert (chinese.product_name, chinese.name) == ("苹果汁", "瓶")
    assert (italian.product_name, italian.name) == ("Succo di mela", "Bottle")
    assert (german.product_name, german.name) == ("Apple juice", "Bottle")


def test_a_variants_own_picture_comes_before_the_products(channel, juice):
    rows.make_picture(juice.product, sort_order=0)
    own = rows.make_picture(juice.product, sort_order=1)
    rows.model("product.VariantMedia").objects.create(variant=juice, media=own)
    rows.make_picture(
        juice.product, type="VIDEO", image="", external_url="https://video.test"
    )

    view = variants([juice.pk], channel.slug, "")[juice.pk]

    assert view.thumbnail_url == thumbnail_url(own.pk)


def test_without_a_picture_there_is_no_address(channel, juice):
    assert variants([juice.pk], channel.slug, "")[juice.pk].thumbnail_url == ""


@pytest.mark.real_shop_only
def test_the_picture_is_where_the_shop_serves_it():
    from django.urls import reverse
    from graphene import Node

    path = reverse(
        "thumbnail",
        kwargs={"instance_id": Node.to_global_id("ProductMedia", 7), "size": 256},
    )

    assert thumbnail_url(7).endswith(path)


def test_pieces_that_orders_wait_for_are_not_for_sale(channel, warehouse, juice):
    # given
    stock = rows.make_stock(juice, warehouse, 3)
    order = rows.make_order(channel, lines=[rows.Line(quantity=2, variant=juice)])
    allocation = rows.model("warehouse.Allocation").objects.create(
        order_line=order.lines.get(), stock=stock, quantity_allocated=2
    )
    assert variants([juice.pk], channel.slug, "")[juice.pk].stock == 1

    # when
    rows.set_columns(allocation, quantity_allocated=3)

    # then
    view = variants([juice.pk], channel.slug, "")[juice.pk]
    assert (view.stock, view.is_available) == (0, False)


def test_stock_of_all_warehouses_of_the_channel_counts(channel, warehouse, juice):
    rows.make_stock(juice, warehouse, 3)
    rows.make_stock(juice, rows.make_warehouse(channel), 4)
    rows.make_stock(juice, rows.make_warehouse(rows.make_channel("other")), 100)

    assert variants([juice.pk], channel.slug, "")[juice.pk].stock == 7


def has_choice():
    fields = rows.model("site.SiteSettings")._meta.get_fields()
    return NEEDS_ZONE in {field.name for field in fields}


def test_a_warehouse_that_ships_nowhere_sells_nothing_by_the_older_rule(channel, juice):
    rows.make_site_settings(**({NEEDS_ZONE: True} if has_choice() else {}))
    warehouse = rows.make_warehouse(channel, click_and_collect_option="disabled")
    rows.make_stock(juice, warehouse, 3)
    assert is_available(juice, channel) is False

    rows.make_zone(channel, warehouse)

    assert is_available(juice, channel) is True


def test_by_the_newer_rule_every_warehouse_of_the_channel_sells(channel, juice):
    rows.make_site_settings(**({NEEDS_ZONE: False} if has_choice() else {}))
    warehouse = rows.make_warehouse(channel, click_and_collect_option="disabled")
    rows.make_stock(juice, warehouse, 3)

    assert is_available(juice, channel) is has_choice()


def test_uncounted_goods_are_always_there(channel, juice):
    view = variants([juice.pk], channel.slug, "")[juice.pk]

    assert (view.stock, view.is_available) == (None, True)


def test_goods_of_the_future_can_be_bought_until_the_presale_ends(
    channel, warehouse, juice
):
    rows.make_stock(juice, warehouse, 0)
    rows.set_columns(juice, is_preorder=True)
    assert is_available(juice, channel) is True

    rows.set_columns(
        juice, preorder_end_date=timezone.now() - datetime.timedelta(hours=1)
    )

    assert is_available(juice, channel) is False


@pytest.mark.parametrize(
    "columns",
    [
        {"is_published": False},
        {"published_at": datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)},
        {
            "available_for_purchase_at": datetime.datetime(
                2100, 1, 1, tzinfo=datetime.UTC
            )
        },
        {"available_for_purchase_at": None},
    ],
)
def test_what_is_not_on_sale_yet_is_not_available(channel, juice, columns):
    rows.set_columns(product_listing(juice), **columns)

    assert is_available(juice, channel) is False


def test_a_closed_channel_sells_nothing(channel, juice):
    rows.set_columns(channel, is_active=False)

    assert is_available(juice, channel) is False


def test_what_the_channel_does_not_list_is_absent(channel, juice):
    unpriced = rows.make_variant(juice.product)
    other = rows.make_channel("other")

    assert variants([juice.pk, unpriced.pk, 0], channel.slug, "").keys() == {juice.pk}
    assert variants([juice.pk], other.slug, "") == {}
    assert variants([], channel.slug, "") == {}


def test_many_variants_are_read_in_one_query(channel, django_assert_num_queries):
    ids = [rows.make_variant(channels=[channel]).pk for _ in range(4)]
    thumbnail_url(1)  # which looks the site up, once per process

    with django_assert_num_queries(1):
        assert variants(ids, channel.slug, "it").keys() == set(ids)


def test_what_was_sold_out_is_back(channel, warehouse, juice):
    # given
    stock = rows.make_stock(juice, warehouse, 0)
    gone = rows.make_variant(channels=[channel])
    rows.make_stock(gone, warehouse, 0)
    waited_for = [
        Offered(variant_id=variant.pk, channel=channel.slug)
        for variant in (juice, gone)
    ]
    assert back_in_stock(waited_for) == set()

    # when
    rows.set_columns(stock, quantity=1)

    # then
    assert back_in_stock(waited_for) == {waited_for[0]}
    assert back_in_stock([]) == set()


def test_only_what_costs_less_now_has_dropped(channel, warehouse, juice):
    # given
    same = rows.make_variant(channels=[channel], price=TEN)
    sold_out = rows.make_variant(channels=[channel], price=TEN)
    rows.make_stock(sold_out, warehouse, 0)
    for variant in (juice, sold_out):
        rows.set_columns(listing(variant), discounted_price_amount=Decimal("7.50"))
    seen = [
        PriceSeen(variant_id=variant.pk, channel=channel.slug, price=TEN)
        for variant in (same, juice, sold_out)
    ]

    # when
    drops = price_drops(seen)

    # then
    assert drops == [PriceDrop(seen=seen[1], price=Decimal("7.50"), currency="USD")]
    assert price_drops([]) == []


def test_replacements_are_of_the_same_category_nearest_first(channel, warehouse):
    # given
    category = rows.make_category("Juices")

    def juice(price):
        product = rows.make_product(channels=[channel], category=category)
        return rows.make_variant(product, channels=[channel], price=Decimal(price))

    bought, dear, near, had, sold_out = (juice(price) for price in (10, 30, 11, 9, 10))
    cheaper = rows.make_variant(near.product, channels=[channel], price=Decimal(9))
    rows.make_stock(sold_out, warehouse, 0)
    rows.make_variant(channels=[channel])

    # when
    found = related([bought.product_id], channel.slug, without=[had.product_id])

    # then
    assert found == {bought.product_id: [cheaper.pk, dear.pk]}
    assert related([bought.product_id], channel.slug, each=1) == {
        bought.product_id: [cheaper.pk]
    }
    assert related([], channel.slug) == {}


def test_what_shares_a_collection_is_nearer_than_what_costs_the_same(channel):
    category = rows.make_category("Juices")
    bought, same_price, same_collection = (
        rows.make_variant(
            rows.make_product(channels=[channel], category=category),
            channels=[channel],
            price=Decimal(price),
        )
        for price in (10, 10, 50)
    )
    collection = rows.model("product.Collection").objects.create(
        name="Summer", slug="summer"
    )
    for variant in (bought, same_collection):
        rows.model("product.CollectionProduct").objects.create(
            collection=collection, product=variant.product
        )

    found = related([bought.product_id], channel.slug)

    assert found == {bought.product_id: [same_collection.pk, same_price.pk]}
