"""Snapshots of accounts show what the shop's rows say."""

import datetime

import pytest

from saleor_crm_plugin.saleor_adapter.snapshots import (
    read_customers,
)
from tests.shop import rows

AT = datetime.datetime(2026, 2, 1, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

pytestmark = pytest.mark.django_db


def test_an_account_is_shown_with_its_names(channel):
    # given
    user = rows.make_user(email="ann@example.com")
    rows.set_columns(
        user, first_name="Ann", last_name="Lee", date_joined=AT, language_code="it"
    )

    # when
    snapshot = read_customers([user.pk])[user.pk]

    # then
    state = snapshot.state
    assert (snapshot.email, snapshot.first_name, snapshot.last_name) == (
        "ann@example.com",
        "Ann",
        "Lee",
    )
    assert (state.id, state.joined_at, state.language) == (user.pk, AT, "it")
    assert (state.is_active, state.is_staff, state.has_verified_email) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("count", [1, 25])
def test_accounts_are_read_in_one_statement(db, count, django_assert_num_queries):
    users = [
        rows.make_user(email=f"user{number}@example.com") for number in range(count)
    ]

    with django_assert_num_queries(1):
        assert len(read_customers([user.pk for user in users])) == count


def add_customer_event(user, kind, at, **changes):
    event = rows.model("account.CustomerEvent").objects.create(
        user=user, type=kind, **changes
    )
    rows.set_columns(event, date=at)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("password_reset", True), ("email_changed", True), ("password_changed", False)],
)
def test_only_a_used_link_proves_an_email(db, kind, expected):
    user = rows.make_user(email="ann@example.com")
    add_customer_event(user, kind, AT)

    assert read_customers([user.pk])[user.pk].state.has_verified_email is expected


@pytest.mark.parametrize(("days", "expected"), [(-1, True), (1, False)])
def test_an_email_that_staff_assigned_since_is_not_proven(db, days, expected):
    # given
    user = rows.make_user(email="ann@example.com")
    add_customer_event(user, "password_reset", AT)

    # when
    add_customer_event(
        rows.make_staff(),
        "email_assigned",
        AT + days * DAY,
        parameters={"message": "Ann@example.com"},
    )

    # then
    assert read_customers([user.pk])[user.pk].state.has_verified_email is expected
