"""The differences between two states of an account, without a database."""

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation import events
from saleor_crm_plugin.observation.policies import customer_differences
from tests.observation.states import PLACED_AT, make_customer, make_telling


def codes(told, seen) -> list[str]:
    return [fact.code for fact in customer_differences(told, seen, make_telling())]


def test_a_new_account_is_told_as_registered_when_it_was():
    (fact,) = customer_differences(None, make_customer(), make_telling(profile_id=9))

    assert fact == events.CustomerRegistered(
        key="customer:5:registered:3",
        occurred_at=PLACED_AT,
        origin=Origin.LIVE,
        profile_id=9,
        user_id=5,
    )


@pytest.mark.parametrize(
    ("told", "seen", "expected"),
    [
        (None, {"is_staff": True}, []),
        (None, {"is_gone": True}, []),
        (
            None,
            {"has_verified_email": True},
            ["customer.registered", "customer.email_verified"],
        ),
        (None, {"is_active": False}, ["customer.registered", "customer.deactivated"]),
        ({}, {}, []),
        ({}, {"language": "it"}, []),
        ({}, {"has_verified_email": True}, ["customer.email_verified"]),
        ({"has_verified_email": True}, {"has_verified_email": True}, []),
        (
            {"has_verified_email": True},
            {"email_hash": "bob"},
            ["customer.email_changed"],
        ),
        (
            {"has_verified_email": True},
            {"email_hash": "bob", "has_verified_email": True},
            ["customer.email_changed", "customer.email_verified"],
        ),
        ({}, {"is_active": False}, ["customer.deactivated"]),
        ({"is_active": False}, {}, ["customer.reactivated"]),
        ({}, {"is_gone": True}, ["customer.deleted"]),
        ({"is_gone": True}, {"is_gone": True}, []),
    ],
)
def test_what_is_told_of_an_account(told, seen, expected):
    before = None if told is None else make_customer(**told)

    assert codes(before, make_customer(**seen)) == expected
