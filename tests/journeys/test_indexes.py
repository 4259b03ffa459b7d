"""The statements that grow with the shop find their rows by an index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_crm_plugin.analytics import journey_sql
from saleor_crm_plugin.journeys.queries import stuck_enrollments
from saleor_crm_plugin.journeys.wanted import BEGINNING, PAGE
from tests.fixtures.journey import BEGUN_AT, DAY

PERIOD = {
    "journeys": [1],
    "since": BEGUN_AT,
    "until": BEGUN_AT + DAY,
    "data_until": BEGUN_AT + DAY,
    "usual_days": 7,
    "source_kind": "journey",
    "coupons": "[]",
}
WATCHED = {
    "profile": 0,
    "variant": 0,
    "channel": "",
    "since": '{"viewed": "2026-01-01T00:00:00Z"}',
    "only_missing": False,
    "channels": [],
    "limit": 500,
}


def _plan(statement, parameters):
    """Return how the statement would be run if tables were too large to be read as a whole."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {statement}", parameters)
        return "\n".join(row for (row,) in cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["FUNNEL", "EXITS", "CODES", "REVENUE"])
def test_the_figures_of_a_journey_look_at_its_own_time_only(name):
    plan = _plan(getattr(journey_sql, name), PERIOD)

    assert "crm_enrollment_entered" in plan
    assert "Seq Scan on crm_enrollment" not in plan


@pytest.mark.django_db
def test_the_stuck_list_and_scans_of_goods_go_along_their_index():
    with CaptureQueriesContext(connection) as captured:
        stuck_enrollments(50, after=7)
    [query] = captured
    # Without the variables: they are in the text already.
    assert "using crm_enrollment_stuck" in _plan(query["sql"], None)
    assert BEGINNING == '[0, 0, ""]'
    assert "using crm_watched_goods_once" in _plan(PAGE, WATCHED)
