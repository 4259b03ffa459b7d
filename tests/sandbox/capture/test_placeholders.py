"""Ids, times and secrets get names that do not depend on the run."""

import base64
from types import SimpleNamespace
from uuid import uuid4

import pytest
from capture.recording.placeholders import Placeholders

pytestmark = pytest.mark.sandbox_only

ORDER_ID = str(uuid4())


@pytest.fixture
def placeholders():
    """Name the rows of a database with orders, their lines and users."""
    columns = {
        ("order_order", "id"): "uuid",
        ("order_order", "number"): "int4",
        ("order_order", "created_at"): "timestamptz",
        ("order_order", "user_id"): "int4",
        ("order_orderline", "id"): "uuid",
        ("order_orderline", "order_id"): "uuid",
        ("account_user", "id"): "int4",
        ("account_user", "password"): "varchar",
        ("account_user", "email"): "varchar",
    }
    return Placeholders(
        SimpleNamespace(
            keys={
                "order_order": ["id"],
                "order_orderline": ["id"],
                "account_user": ["id"],
            },
            references={
                ("order_orderline", "order_id"): "order_order",
                ("order_order", "user_id"): "account_user",
            },
            types=columns,
        )
    )


def test_the_same_row_has_one_name_everywhere(placeholders):
    # given
    name = placeholders.column("order_orderline", "order_id", ORDER_ID)

    # when
    global_id = base64.b64encode(f"Order:{ORDER_ID}".encode()).decode()

    # then
    assert name == "<order_order 1>"
    assert placeholders.column("order_order", "id", ORDER_ID) == name
    assert placeholders.value({"ids": [global_id]}) == {"ids": [name]}
    assert placeholders.value(f"paid {ORDER_ID}") == f"paid {name}"
    assert placeholders.value(ORDER_ID.replace("-", "")) == name


def test_names_count_up_per_table(placeholders):
    assert placeholders.key("account_user", 7) == "<account_user 1>"
    assert placeholders.key("account_user", 3) == "<account_user 2>"
    assert placeholders.key("account_user", 7) == "<account_user 1>"
    assert placeholders.key("order_order", str(uuid4())) == "<order_order 1>"


def test_a_given_name_wins(placeholders):
    placeholders.name("account_user", 7, "staff")

    assert placeholders.column("order_order", "user_id", 7) == "<staff>"


def test_an_alias_stands_for_the_row(placeholders):
    token = str(uuid4())

    placeholders.alias("account_user", 7, token)

    assert placeholders.value(token) == placeholders.key("account_user", 7)


def test_times_are_told_apart_by_the_operation_only(placeholders):
    placeholders.during("2026-01-02T10:00:00.000000", "2026-01-02T10:00:01.000000")

    moments = ["2026-01-02T09:59:59.999999+00:00", "2026-01-02T10:00:00.5+00:00"]

    assert [
        placeholders.column("order_order", "created_at", moment) for moment in moments
    ] == ["<time>", "<now>"]


def test_secrets_and_numbers_are_hidden_and_plain_values_kept(placeholders):
    assert placeholders.column("account_user", "password", "hash") == "<secret>"
    assert placeholders.value({"token": "x"}) == {"token": "<secret>"}
    assert placeholders.column("order_order", "number", 12) == "<number>"
    assert placeholders.column("account_user", "email", "a@b.c") == "a@b.c"
    assert placeholders.column("order_order", "user_id", None) is None
