"""The statements that grow with the shop find their rows by an index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.analytics import journey_sql
from saleor_crm_plugin.journeys.queries import stuck_enrollments
from tests.fixtures.journey import BEGUN_AT, DAY, make_journey

PERIOD = {
    "since": BEGUN_AT,
    "until": BEGUN_AT + DAY,
    "data_until": BEGUN_AT + DAY,
    "usual_days": 7,
    "source_kind": "journey",
    "coupons": "[]",
}
# Two years of a journey, eight passages a day; a few of them are stuck.
FILL = """
INSERT INTO crm_enrollment (journey_id, version_id, profile_id, key, subject, state, occurred_at,
                            entered_at, ends_at, ended_at)
SELECT journey.id, journey.current_id, number, 'k', '{}',
       CASE WHEN is_stuck THEN 'stuck' ELSE 'done' END, moment, moment, moment,
       CASE WHEN NOT is_stuck THEN moment END
FROM crm_journey AS journey
CROSS JOIN generate_series(1, 5000) AS number
CROSS JOIN LATERAL (
    SELECT timestamptz '2025-01-01' + number * interval '3 hours' AS moment,
           number % 1000 = 0 AS is_stuck
) AS made;
ANALYZE crm_enrollment
"""


@pytest.fixture
def busy_journey(db):
    """Return a journey with a long past."""
    journey = make_journey()
    with connection.cursor() as cursor:
        cursor.execute(FILL)
    return journey


def _plan(statement, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {statement}", parameters)
        return "\n".join(row for (row,) in cursor.fetchall())


@pytest.mark.parametrize("statement", [journey_sql.FUNNEL, journey_sql.EXITS])
def test_the_figures_of_a_journey_look_at_the_asked_days_only(busy_journey, statement):
    plan = _plan(statement, {"journeys": [busy_journey.pk], **PERIOD})

    assert "crm_enrollment_entered" in plan
    assert "Seq Scan on crm_enrollment" not in plan


def test_revenue_looks_at_the_passages_of_its_buyers_only(busy_journey):
    plan = _plan(journey_sql.REVENUE, {"journeys": [busy_journey.pk], **PERIOD})

    assert "Seq Scan on crm_enrollment" not in plan


def test_the_stuck_list_looks_at_what_is_stuck_only(busy_journey):
    with CaptureQueriesContext(connection) as captured:
        assert len(stuck_enrollments(50)) == 5

    [query] = captured
    # Its values are in the text already.
    plan = _plan(query["sql"])
    assert "crm_enrollment_stuck" in plan
    assert "Seq Scan on crm_enrollment" not in plan
