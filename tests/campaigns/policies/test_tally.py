"""The numbers of a dry run add up, and do not depend on how the audience was cut."""

import datetime
import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.campaigns.policies.tally import (
    ASKED,
    SAMPLE,
    TOLD,
    Foreseeable,
    Foreseen,
    added,
    is_sound,
    tally_of,
    total,
)

NOON = datetime.datetime(2026, 5, 4, 12, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
moments = st.integers(0, 40).map(lambda hours: NOON + hours * HOUR)


@st.composite
def people(draw):
    """Draw a crowd of whom each has one fate."""
    found = []
    for profile_id in draw(st.sets(st.integers(1, 10**6), max_size=60)):
        outcome = draw(st.sampled_from(Foreseeable))
        is_asked = outcome in ASKED
        found.append(
            Foreseen(
                profile_id=profile_id,
                outcome=outcome,
                why=draw(st.sampled_from(["quiet_hours", "frequency_cap"])),
                channel=draw(st.sampled_from(["email", "onsite"])),
                variant=draw(st.sampled_from(["", "a", "b"])) if is_asked else "",
                language=draw(st.sampled_from(["en", "it"])) if is_asked else "",
                due_at=draw(moments) if is_asked else None,
                until=draw(moments) if outcome == Foreseeable.DEFERRED else None,
            )
        )
    return found


@given(people(), st.data())
def test_however_it_is_cut(crowd, data):
    # given
    cuts = sorted(data.draw(st.lists(st.integers(0, len(crowd)), max_size=4)))
    whole = tally_of(crowd)
    # when
    pieced = {}
    for start, end in zip([0, *cuts], [*cuts, len(crowd)], strict=True):
        # As it is stored in between.
        pieced = json.loads(json.dumps(added(pieced, tally_of(crowd[start:end]))))
    # then
    assert pieced == whole
    assert is_sound(whole)


@given(people())
def test_each_counts_once(crowd):
    tally = tally_of(crowd)

    by_outcome = Counter(one.outcome for one in crowd)
    assert total(tally, "people") == len(crowd)
    assert {one: total(tally, one) for one in Foreseeable} == {
        one: by_outcome[one] for one in Foreseeable
    }
    told = [one for one in crowd if one.outcome in TOLD]
    assert total(tally, "leaves") == total(tally, "channels") == len(told)
    for variant, languages in tally.get("samples", {}).items():
        for language, ids in languages.items():
            these = {
                one.profile_id
                for one in told
                if (one.variant, one.language) == (variant, language)
            }
            assert set(ids) <= these
            assert len(ids) == min(SAMPLE, len(these))


def test_hours_are_those_of_the_clock():
    late = Foreseen(
        profile_id=1,
        outcome=Foreseeable.DEFERRED,
        why="quiet_hours",
        channel="email",
        variant="a",
        language="en",
        due_at=NOON,
        until=NOON + 2 * HOUR,
    )
    assert tally_of([late]) == {
        "people": 1,
        "deferred": {"quiet_hours": 1},
        "until": {"2026-05-04T14:00:00+00:00": 1},
        "leaves": {"2026-05-04T14:00:00+00:00": 1},
        "channels": {"email": 1},
        "variants": {"a": {"en": {"deferred": 1}}},
        "samples": {"a": {"en": [1]}},
    }


def test_a_lost_person_is_noticed():
    tally = tally_of(
        [Foreseen(profile_id=1, outcome=Foreseeable.EXCLUDED, why="excluded")]
    )
    assert is_sound(tally)
    assert not is_sound({**tally, "people": 2})
    assert not is_sound({**tally, "people": 2, "sent": {"email": 1}})
    assert is_sound({})
