"""Each operation of the sandbox repeats its recording from the real shop: hooks, what they saw, and rows."""

import inspect
import itertools

import pytest

from . import recordings

# The database is made only for tests that are marked to need it.
pytestmark = [pytest.mark.sandbox_only, pytest.mark.django_db]


@pytest.fixture(scope="module")
def repeated(django_db_setup, django_db_blocker):
    """Play all scenarios once, for real: commits happen, and the tables are emptied at the end."""
    from .playing import play_all

    with django_db_blocker.unblock():
        yield play_all()


@pytest.fixture
def operation(request, repeated):
    return request.param, repeated[request.param], recordings.recorded()[request.param]


REPEATABLE = (
    "account_delete",
    "account_delete_with_order",
    "account_register",
    "account_register_guest",
    "account_register_known_email",
    "checkout_add_promo_code",
    "checkout_billing_address_update",
    "checkout_charge_failure",
    "checkout_charge_rest",
    "checkout_complete_paid",
    "checkout_complete_paid_signed_in",
    "checkout_complete_partially_paid",
    "checkout_complete_second_order",
    "checkout_complete_unconfirmed",
    "checkout_complete_unpaid",
    "checkout_complete_with_voucher",
    "checkout_create_anonymous",
    "checkout_create_signed_in",
    "checkout_create_without_email",
    "checkout_customer_attach",
    "checkout_delete_expired",
    "checkout_delivery_method_update",
    "checkout_email_update",
    "checkout_lines_add",
    "checkout_lines_update",
    "checkout_shipping_address_update",
    "checkout_transaction_create",
    "checkout_transaction_create_partial",
    "confirm_account",
    "confirm_account_guest",
    "confirm_account_linking_guest_orders",
    "customer_create",
    "customer_delete",
    "customer_delete_with_order",
    "customer_update_email",
    "customer_update_email_linking_guest_orders",
    "customer_update_name",
    "draft_order_complete",
    "draft_order_create",
    "order_authorization_failure",
    "order_bulk_create",
    "order_cancel_paid",
    "order_cancel_unpaid",
    "order_charge_failure",
    "order_charge_rest",
    "order_confirm",
    "order_expire",
    "order_fulfill_partial",
    "order_fulfill_rest",
    "order_fulfill_whole",
    "order_fulfillment_cancel",
    "order_fulfillment_refund_products",
    "order_fulfillment_return_partial",
    "order_fulfillment_return_rest",
    "order_fulfillment_return_with_refund",
    "order_mark_as_paid",
    "order_mark_as_paid_transaction_flow",
    "order_refund_partial",
    "order_refund_rest",
    "order_update_email",
    "transaction_charge_back_partial",
    "transaction_charge_back_rest",
    "transaction_refund_again",
    "transaction_refund_partial",
    "transaction_refund_rest",
    "transaction_refund_reverse",
    "variant_channel_listing_update",
    "variant_stocks_update",
    "variant_stocks_update_empty",
    "voucher_channel_listing_update",
    "voucher_create",
)


@pytest.mark.parametrize("operation", REPEATABLE, indirect=True)
def test_hooks_are_called_in_the_recorded_order(operation):
    _, ours, theirs = operation

    assert recordings.hooks(ours) == recordings.hooks(theirs)


@pytest.mark.parametrize("operation", REPEATABLE, indirect=True)
def test_hooks_see_the_recorded_states(operation):
    _, ours, theirs = operation

    assert recordings.sights(ours) == recordings.sights(theirs)


@pytest.mark.parametrize("operation", REPEATABLE, indirect=True)
def test_rows_change_as_recorded(operation):
    name, ours, theirs = operation

    assert recordings.changes(name, ours) == recordings.changes(name, theirs)


def test_no_operation_exists_without_a_recording(repeated):
    from operations import (
        accounts,
        checkouts,
        fulfillments,
        goods,
        imports,
        orders,
        payments,
        vouchers,
    )

    from . import order_replays, replays

    verbs = [
        f"{module.__name__.partition('.')[2]}.{name}"
        for module in (
            accounts,
            checkouts,
            fulfillments,
            goods,
            imports,
            orders,
            payments,
            vouchers,
        )
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if hasattr(function, "is_operation") and function.__module__ == module.__name__
    ]
    source = inspect.getsource(replays) + inspect.getsource(order_replays)

    assert sorted(repeated) == sorted(REPEATABLE)
    assert [verb for verb in verbs if f"{verb}(" not in source] == []


def test_every_replayed_name_is_recorded():
    assert (
        list(itertools.filterfalse(recordings.recorded().__contains__, REPEATABLE))
        == []
    )
