"""Snapshots of carts show what the shop's rows say, and the walks find the right ones."""

import datetime
import uuid
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.shop import CheckoutItem, CheckoutState
from saleor_crm_plugin.saleor_adapter import checkouts
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.shop import rows
from tests.shop.rows import Line

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
ANN = "Ann@Example.com"

pytestmark = pytest.mark.django_db


def read(cart):
    return checkouts.read_checkouts([str(cart.pk)])[str(cart.pk)]


def test_a_cart_is_shown_with_its_pieces_and_its_total(channel):
    # given
    lines = [Line(quantity=count, variant=rows.make_variant()) for count in (1, 3)]
    cart = rows.make_checkout(channel, email=ANN, lines=lines, last_change=AT)

    # when
    snapshot = read(cart)

    # then
    assert snapshot.email == "ann@example.com"
    assert snapshot.state == CheckoutState(
        id=str(cart.pk),
        channel=channel.slug,
        currency="USD",
        user_id=None,
        email_hash=email_hash("ann@example.com"),
        created_at=cart.created_at,
        last_change=AT,
        lines=2,
        quantity=4,
        items=tuple(
            CheckoutItem(variant_id=line.variant.pk, quantity=line.quantity)
            for line in lines
        ),
        total_gross=Decimal(40),
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(None, "account@example.com"), ("", "account@example.com"), (ANN, ANN.lower())],
)
def test_an_email_that_was_typed_comes_before_the_accounts(channel, typed, expected):
    user = rows.make_user(email="account@example.com")
    cart = rows.make_checkout(channel, user=user, email=typed)

    snapshot = read(cart)

    assert (snapshot.email, snapshot.state.user_id) == (expected, user.pk)
    assert snapshot.state.is_somebodys is True


def test_a_cart_without_account_and_email_is_nobodys(channel):
    state = read(rows.make_checkout(channel)).state

    assert (state.is_somebodys, state.is_open, state.quantity) == (False, True, 0)


def test_many_carts_are_read_in_one_statement(channel, django_assert_num_queries):
    ids = [str(rows.make_checkout(channel, email=ANN).pk) for _ in range(3)]

    with django_assert_num_queries(1):
        found = checkouts.read_checkouts([*ids, str(uuid.uuid4())])

    assert set(found) == set(ids)


def test_the_first_order_that_carries_the_token_completed_the_cart(channel):
    # given
    token, other = str(uuid.uuid4()), str(uuid.uuid4())
    rows.make_order(channel, checkout_token=token, created_at=AT + HOUR)
    first = rows.make_order(channel, checkout_token=token, created_at=AT)

    # when
    found = checkouts.read_completions([token, other])

    # then
    assert found == {token: checkouts.Completion(str(first.pk), AT)}


def test_only_somebodys_carts_within_the_time_have_changed(channel):
    # given
    user = rows.make_user()
    later = rows.make_checkout(channel, email=ANN, last_change=AT + HOUR)
    first = rows.make_checkout(channel, user=user, last_change=AT)
    rows.make_checkout(channel, last_change=AT)
    rows.make_checkout(channel, email=ANN, last_change=AT - HOUR)
    after = rows.make_checkout(channel, email=ANN, last_change=AT + 2 * HOUR)

    # then
    found = checkouts.changed_between(AT, AT + HOUR)
    assert found == [str(first.pk), str(later.pk)]
    assert checkouts.changed_between(AT, None) == [*found, str(after.pk)]


def test_orders_name_the_carts_that_they_were_made_of(channel):
    # given
    tokens = [str(uuid.uuid4()) for _ in range(3)]
    for hours, token in enumerate(tokens):
        rows.make_order(channel, checkout_token=token, created_at=AT + hours * HOUR)
    rows.make_order(channel, checkout_token="", created_at=AT)
    rows.make_order(channel, checkout_token="imported", created_at=AT)

    # then
    assert checkouts.ordered_between(AT, AT + HOUR) == tokens[:2]
    assert checkouts.ordered_between(AT + HOUR, None) == tokens[1:]


def test_pages_go_through_all_of_somebodys_carts(channel):
    # given
    ids = sorted(str(rows.make_checkout(channel, email=ANN).pk) for _ in range(3))
    rows.make_checkout(channel)

    # when
    first = checkouts.iterate_ids(checkouts.FIRST_ID, 2)
    rest = checkouts.iterate_ids(first[-1], 2)

    # then
    assert (first, rest) == (ids[:2], ids[2:])
    assert checkouts.iterate_ids(rest[-1], 2) == []


def test_vanished_and_nobodys_carts_are_told_apart_from_somebodys(channel):
    # given
    somebodys = str(rows.make_checkout(channel, email=ANN).pk)
    nobodys = str(rows.make_checkout(channel).pk)
    vanished = str(uuid.uuid4())

    # when
    found = checkouts.not_somebodys([somebodys, nobodys, vanished])

    # then
    assert set(found) == {nobodys, vanished}
