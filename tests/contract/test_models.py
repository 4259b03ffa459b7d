"""The shop's models have the recorded columns."""

import pytest
from django.apps import apps
from django.db import connection


@pytest.mark.django_db
def test_orders_take_their_number_from_the_shared_sequence():
    Order = apps.get_model("order", "Order")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('order_order_number_seq')")
        last = cursor.fetchone()[0]

    assert Order().number == last + 1
