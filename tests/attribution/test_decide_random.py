"""Decisions about random orders, clicks and refunds, compared with plain sums of what was told."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.attribution.actions.decide import (
    decide,
)
from saleor_crm_plugin.attribution.models import Attribution
from saleor_crm_plugin.attribution.policies import (
    AttributionModel,
)
from saleor_crm_plugin.observation.models import ToldOrder
from tests.fixtures.campaign_rows import message_of
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR
from tests.fixtures.passages import told, touch

pytestmark = pytest.mark.django_db

NOW = BEGUN_AT + 30 * DAY
PEOPLE, HOURS = st.integers(1, 2), st.integers(0, 24 * 9)
AN_ORDER = st.tuples(PEOPLE, HOURS, st.integers(0, 60), st.integers(0, 80))
A_CLICK = st.tuples(st.integers(0, 3), HOURS)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    orders=st.lists(AN_ORDER, min_size=1, max_size=4),
    clicks=st.lists(A_CLICK, max_size=5, unique=True),
    first=st.integers(0, 4),
)
def test_what_is_stored_is_never_more_than_what_was_paid_and_kept(
    orders, clicks, first
):
    with transaction.atomic():
        _check(orders, clicks, first)
        transaction.set_rollback(True)


def _check(orders, clicks, first):
    messages = [
        message_of("campaign", str(place), place % 2 + 1, "clicked")
        for place in range(4)
    ]
    rows = [
        told(person, str(paid), at=BEGUN_AT + hours * HOUR)
        for person, hours, paid, _ in orders
    ]
    ids = [str(row.pk) for row in rows]
    # when touches come before and after the first decision, and refunds at last
    for place, (message, hours) in enumerate(clicks):
        at = BEGUN_AT + hours * HOUR
        touch(messages[message], "click", link_id=place, first_at=at, last_at=at)
        if place == first:
            decide(ids, now=NOW)
    for row, (*_, back) in zip(rows, orders, strict=True):
        ToldOrder.objects.filter(pk=row.pk).update(refunded=back)
    decide(ids, now=NOW)
    # then
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM (
                SELECT share.order_id, share.model, sum(share.amount) AS credited,
                       sum(share.weight) AS weight,
                       (SELECT greatest(0, paid - refunded) FROM crm_told_order
                        WHERE order_id = share.order_id) AS kept
                FROM crm_attribution AS share GROUP BY 1, 2
            ) AS one WHERE credited <> kept OR weight <> 10000
            """
        )
        assert cursor.fetchone() == (0,)
    assert decide(reversed(ids), now=NOW + DAY) == 0
    expected = {
        row.pk: max(near)[1]
        for row, (person, hours, paid, _) in zip(rows, orders, strict=True)
        if paid
        and (
            near := [
                (at, messages[message].pk)
                for message, at in clicks
                if message % 2 + 1 == person and 0 <= hours - at < 7 * 24
            ]
        )
    }
    stored = Attribution.objects.filter(model=AttributionModel.LAST_CLICK)
    assert dict(stored.values_list("order_id", "message_id")) == expected
