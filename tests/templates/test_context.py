"""The live values of a message, for a whole batch."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.templates.context import Subject, contexts
from saleor_crm_plugin.templates.rendering import Content, TemplateKind, render_content
from saleor_crm_plugin.templates.storefronts import StorefrontWords

from ..fixtures.catching_up import catch_up
from ..fixtures.person import guest_claim
from ..fixtures.program import make_program
from ..shop.driver import buy

GUEST = "guest@example.com"

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(shop) -> int:
    make_program(shop.channel)
    [profile_id] = resolve_profiles([guest_claim(GUEST)])
    return profile_id


def words(shop) -> dict[str, StorefrontWords]:
    return {
        shop.channel.slug: StorefrontWords(
            name="Books",
            url="https://books.example/",
            postal_address="Books, 1 Street",
            review_address="https://reviews.example/{product}",
        )
    }


def read(shop, *subjects: Subject):
    return contexts(subjects, storefronts=words(shop), now=clock.now())


def test_an_order_with_its_points_and_tier(shop, guest):
    # given
    order = buy(shop, GUEST, book=2)
    catch_up()
    # when
    [found] = read(
        shop,
        Subject(
            profile_id=guest,
            language="en",
            channel=shop.channel.slug,
            order_id=str(order.pk),
            code="THANKS-1",
            code_expires_on=datetime.date(2030, 6, 30),
            own={"question": "How was it?"},
        ),
    )
    # then
    assert found["order"] == {
        "number": str(order.number),
        "placed_on": order.created_at.date().isoformat(),
        "total": "25.000",
        "currency": "USD",
        "url": f"https://books.example/account/orders/{order.number}",
        # Reviews are written product by product here.
        "review_url": "",
        "lines": [
            {
                "name": shop.book.product.name,
                "variant_name": found["order"]["lines"][0]["variant_name"],
                "quantity": 2,
                "amount": "10.000",
                "currency": "USD",
                "url": found["order"]["lines"][0]["url"],
                "image_url": "",
                "review_url": f"https://reviews.example/{shop.book.product.slug}",
            }
        ],
    }
    assert found["order"]["lines"][0]["url"].startswith(
        "https://books.example/products/"
    )
    assert (found["points"]["balance"], found["points"]["pending"]) == (0, 20)
    assert found["code"] == {"value": "THANKS-1", "expires_on": "2030-06-30"}
    assert found["shop"]["name"] == "Books"
    assert found["own"] == {"question": "How was it?"}
    assert "cart" not in found


def test_a_cart_can_be_rendered_with_its_block(shop, guest):
    cart = shop.guest_checkout(GUEST, book=3)
    [found] = read(
        shop,
        Subject(
            profile_id=guest,
            language="it",
            channel=shop.channel.slug,
            checkout_id=str(cart.pk),
        ),
    )
    content = Content(
        language="it",
        subject="{{ cart.quantity }}",
        body="{% render 'cart_lines', cart: cart, language: language %}",
    )
    rendered = render_content(TemplateKind.EMAIL, content, found)
    assert rendered.subject == "3"
    assert "3 × 10,00 USD" in rendered.text
    assert "/plugins/saleor.crm/cart/" in found["cart"]["restore_url"]


def test_queries_do_not_grow_with_the_batch(shop, guest, django_assert_num_queries):
    # given
    orders = [str(buy(shop, GUEST).pk) for _ in range(3)]
    subjects = [
        Subject(
            profile_id=guest,
            language="en",
            channel=shop.channel.slug,
            order_id=order,
            variant_ids=(shop.book.pk, shop.lamp.pk),
        )
        for order in orders
    ]
    catch_up()
    with CaptureQueriesContext(connection) as one:
        read(shop, subjects[0])
    # when, then
    with django_assert_num_queries(len(one)):
        found = read(shop, *subjects)
    assert len(found) == 3
    assert [product["price"] for product in found[0]["products"]] == [
        "10.000",
        "25.000",
    ]


def test_nothing_is_known_of_nobody(shop):
    [found] = read(shop, Subject(profile_id=0, language="en"))
    assert found["customer"] == {"first_name": "", "last_name": ""}
    assert found["shop"]["url"] == ""
    assert "points" not in found
