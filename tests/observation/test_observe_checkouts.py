"""Observing carts: whose they are, what is told of them, and what is told only once."""

import uuid
from decimal import Decimal

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.models import Identifier, Profile
from saleor_crm_plugin.identity.queries import profile_of_user
from saleor_crm_plugin.observation import queries
from saleor_crm_plugin.observation.actions import observe_checkouts
from saleor_crm_plugin.observation.actions.observe_orders import MAX_IDS, TooMany
from saleor_crm_plugin.observation.models import ToldCheckout
from saleor_crm_plugin.observation.person import ToldCheckouts
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.observation.carts import ANN, LEFT_AT, NOW, make_cart, told_codes, vanish
from tests.shop import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def cart(channel):
    """A guest's cart of two pieces for 20 dollars."""
    return make_cart(channel, email=ANN)


def observe(*carts, **changes):
    return observe_checkouts(
        [str(cart.pk) for cart in carts],
        **{"origin": Origin.SWEEP, "now": NOW} | changes,
    )


def test_a_guests_cart_is_told_of_the_guests_profile(cart, channel):
    # when
    report = observe(cart)

    # then
    assert (report.seen, report.changed, report.facts) == (1, 1, 1)
    fact = FactRow.objects.get()
    assert (fact.code, fact.key, fact.origin, fact.occurred_at) == (
        "checkout.started",
        f"checkout:{cart.pk}:started:1",
        Origin.SWEEP,
        cart.created_at,
    )
    assert fact.payload == {
        "checkout_id": str(cart.pk),
        "channel": channel.slug,
        "currency": "USD",
        "quantity": 2,
        "amount": "20.000",
    }
    assert fact.profile_id == Profile.objects.get().id
    identifier = Identifier.objects.get()
    assert (identifier.trust, identifier.source, identifier.value_hash) == (
        "guest",
        "checkout",
        email_hash(ANN),
    )


def test_what_was_told_is_remembered_in_columns_and_as_a_state(cart, channel):
    # when
    observe(cart)

    # then
    row = ToldCheckout.objects.get()
    assert (row.checkout_id, row.revision, row.is_open, row.order_id) == (
        cart.pk,
        1,
        True,
        None,
    )
    assert (row.user_id, row.email_hash, row.channel) == (
        None,
        email_hash(ANN),
        channel.slug,
    )
    assert (row.currency, row.quantity, row.total_gross) == ("USD", 2, Decimal(20))
    assert row.last_change == LEFT_AT
    told = queries.told_checkouts([str(cart.pk)])[str(cart.pk)]
    assert (told.profile_id, told.revision, told.state.lines) == (row.profile_id, 1, 1)


def test_observing_again_tells_and_writes_nothing(cart):
    # given
    observe(cart)
    before = ToldCheckout.objects.values().get()

    # when
    report = observe(cart)

    # then
    assert (report.changed, report.facts) == (0, 0)
    assert ToldCheckout.objects.values().get() == before


def test_an_accounts_cart_is_the_accounts_whatever_email_is_typed(channel):
    # given
    user = rows.make_user(email=ANN)
    cart = make_cart(channel, user=user, email="office@example.com")

    # when
    observe(cart)

    # then
    assert FactRow.objects.get().profile_id == profile_of_user(user.pk)
    assert set(Identifier.objects.values_list("type", flat=True)) == {"user"}


def test_nobodys_and_empty_carts_are_not_told_until_they_are_neither(channel):
    # given
    nobodys = make_cart(channel)
    empty = make_cart(channel, email=ANN, lines=[])

    # when
    report = observe(nobodys, empty)

    # then
    assert (report.seen, report.changed, report.facts) == (2, 0, 0)
    assert (Profile.objects.count(), told_codes()) == (0, [])

    # when
    rows.set_columns(nobodys, email=ANN)
    observe(nobodys, empty)

    # then
    assert told_codes() == ["checkout.started"]


def test_changes_between_two_looks_are_told_as_one(cart):
    # given
    observe(cart)
    line = cart.lines.get()

    # when
    rows.set_columns(line, quantity=5)
    rows.set_columns(cart, total_gross_amount=Decimal(50), email="bob@example.com")
    observe(cart)

    # then
    assert told_codes() == ["checkout.started", "checkout.changed"]
    started, changed = FactRow.objects.order_by("id")
    assert (changed.payload["quantity"], changed.payload["amount"]) == (5, "50.000")
    assert changed.payload["previous_profile_id"] == started.profile_id
    assert changed.profile_id != started.profile_id


def test_a_clock_that_moves_alone_is_remembered_and_not_told(cart):
    # given
    observe(cart)

    # when
    rows.set_columns(cart, last_change=NOW)
    report = observe(cart)

    # then
    assert (report.changed, report.facts) == (1, 0)
    assert ToldCheckout.objects.get().last_change == NOW


def test_a_cart_that_is_nobodys_any_more_leaves_its_profile(cart):
    # given
    observe(cart)
    profile_id = ToldCheckout.objects.get().profile_id

    # when
    rows.set_columns(cart, email=None)
    observe(cart)

    # then
    fact = FactRow.objects.get(code="checkout.changed")
    assert (fact.profile_id, fact.payload["previous_profile_id"]) == (None, profile_id)
    assert ToldCheckout.objects.get().profile_id is None


@pytest.mark.parametrize("is_taken_away", [True, False])
def test_a_cart_whose_token_an_order_carries_is_completed(channel, cart, is_taken_away):
    # given: between the order and the end of its cart the shop can be seen with both
    observe(cart)
    order = rows.make_order(channel, checkout_token=str(cart.pk), user_email=ANN)
    if is_taken_away:
        vanish(cart)

    # when
    observe(cart)
    again = observe(cart)

    # then
    assert told_codes() == ["checkout.started", "checkout.completed"]
    started, completed = FactRow.objects.order_by("id")
    assert completed.payload["order_id"] == str(order.pk)
    assert (completed.profile_id, completed.occurred_at) == (
        started.profile_id,
        order.created_at,
    )
    assert (again.changed, again.facts) == (0, 0)
    row = ToldCheckout.objects.get()
    assert (row.order_id, row.is_open) == (order.pk, False)


def test_an_ordered_cart_tells_nothing_when_it_is_taken_away_later(channel, cart):
    # given
    observe(cart)
    rows.make_order(channel, checkout_token=str(cart.pk), user_email=ANN)
    observe(cart)

    # when
    vanish(cart)
    report = observe(cart)

    # then
    assert (report.changed, report.facts) == (0, 0)


def test_a_cart_that_vanished_without_an_order_is_gone(cart):
    # given
    observe(cart)
    vanish(cart)

    # when
    observe(cart)
    again = observe(cart)

    # then
    assert told_codes() == ["checkout.started", "checkout.gone"]
    started, gone = FactRow.objects.order_by("id")
    assert (gone.profile_id, gone.occurred_at) == (started.profile_id, NOW)
    assert (again.changed, again.facts) == (0, 0)
    assert ToldCheckout.objects.get().is_open is False


def test_a_cart_that_was_never_told_is_told_neither_as_gone_nor_as_completed(channel):
    token = uuid.uuid4()
    rows.make_order(channel, checkout_token=str(token))

    report = observe_checkouts(
        [str(token), str(uuid.uuid4())], origin=Origin.SWEEP, now=NOW
    )

    assert (report.seen, report.changed, told_codes()) == (2, 0, [])


@pytest.mark.parametrize("count", [1, 40])
def test_observing_takes_as_many_statements_for_many_carts_as_for_one(
    channel, count, django_assert_max_num_queries
):
    carts = [
        make_cart(channel, email=f"ann{number}@example.com") for number in range(count)
    ]

    with subscribed_temporarily({}), django_assert_max_num_queries(18):
        observe(*carts)

    assert FactRow.objects.count() == count


def test_more_than_a_thousand_at_once_are_refused():
    ids = [str(uuid.uuid4()) for _ in range(MAX_IDS + 1)]

    with pytest.raises(TooMany):
        observe_checkouts(ids, origin=Origin.SWEEP, now=NOW)

    assert ToldCheckout.objects.count() == 0


def test_nothing_to_look_at_is_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert observe().seen == 0


def test_a_person_can_be_given_what_is_remembered_of_their_carts(cart):
    observe(cart)
    profile_id = ToldCheckout.objects.get().profile_id

    (exported,) = ToldCheckouts().export(profile_id)

    assert (exported["id"], exported["total_gross"]) == (str(cart.pk), "20.000")
    assert ToldCheckouts().export(profile_id + 1) == []
