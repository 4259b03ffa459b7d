"""Whose a device's events are, whoever signs in and out there."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.behavior.policies.visitors import Sighting, turn

NOW = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
# Who is signed in (None: nobody), and whether they have agreed.
PEOPLE = st.sampled_from([(None, False), (1, True), (2, True), (3, False)])


@given(st.lists(PEOPLE, max_size=30))
def test_nobody_ever_gets_what_another_did(people):
    """Play what a device sees, and compare with a plain reckoning of who may own which minute."""
    known, owners = None, {}
    for minute, (person, is_agreed) in enumerate(people):
        at = NOW + minute * MINUTE
        turned = turn(known, Sighting(person, is_agreed, at))
        known = turned.binding
        if turned.takes_over:
            for past, owner in owners.items():
                is_free = known.free_since is None or past > known.free_since
                if owner is None and is_free:
                    owners[past] = known.profile_id
        if person is None or is_agreed:
            assert turned.not_before is None or turned.not_before < at
            owners[at] = known.profile_id
        assert known.profile_id in (person, None)
        assert known.seen_at == at

    for minute, (person, is_agreed) in enumerate(people):
        at = NOW + minute * MINUTE
        if person is None:
            assert owners[at] in (None, _next_to_sign_in(people[minute:]))
        else:
            assert owners.get(at) == (person if is_agreed else None)


def _next_to_sign_in(people):
    """Return who signs in first from here on, if that person has agreed."""
    for person, is_agreed in people:
        if person is not None:
            return person if is_agreed else None
    return None
