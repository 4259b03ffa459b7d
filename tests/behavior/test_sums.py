"""What events add up to is what a plain count of the events says, whatever came in which order."""

import uuid

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saleor_crm_plugin.behavior.actions.visitors import let_visitor_agree
from saleor_crm_plugin.behavior.models import BehaviorDay, PersonKeyword
from tests.fixtures.behavior import DEVICE, MINUTE, TRACKED_AT, agree, search, tell

COUNTED = """
SELECT profile_id, kind, count(*) FROM crm_behavior_event WHERE profile_id IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2
"""
# Who is signed in (None: nobody), and the keys that are told, some of them again.
STEPS = st.lists(
    st.tuples(
        st.sampled_from([None, 0, 1]),
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True),
    ),
    max_size=8,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_sums_are_a_plain_count(steps, profile, guest_profile):
    # given a device that two people share
    people = [profile.pk, guest_profile.pk]
    for one in people:
        agree(one)
    visitor = f"{DEVICE}-{uuid.uuid4().hex}"
    let_visitor_agree(visitor, wording_id=None, now=TRACKED_AT)

    # when
    for minute, (who, keys) in enumerate(steps, start=1):
        tell(
            *(search(key, f"word{key}") for key in keys),
            profile_id=None if who is None else people[who],
            visitor=visitor,
            now=TRACKED_AT + minute * MINUTE,
        )

    # then
    days = BehaviorDay.objects.order_by("profile_id", "kind")
    assert counted() == list(days.values_list("profile_id", "kind", "events"))
    words = PersonKeyword.objects.values_list("times", flat=True)
    assert sum(words) == sum(times for _, _, times in counted())


def counted():
    """Count the events of people by the plainest of statements."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return cursor.fetchall()
