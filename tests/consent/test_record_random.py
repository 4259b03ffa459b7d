"""Random lives of several people, told in random order, against a reckoning of its own."""

import datetime
import random

import pytest

from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.consent.policies import ANY_CHANNEL
from saleor_crm_plugin.consent.queries import consent_of

from ..fixtures.consent import ASKED_AT, consent_act
from ..fixtures.person import guest_claim

CHANNELS = ("email", "sms", ANY_CHANNEL)
LISTS = ("", "news", "gifts")
DAY = datetime.timedelta(days=1)


def reckoned(acts, channel, list_code):
    """Say what holds: every withdrawal must have been taken back, there or narrower, since."""
    last = {}
    for act in sorted(acts, key=lambda act: (act.occurred_at, not act.granted)):
        last[act.channel, act.list_code] = act
    wide_to_narrow = dict.fromkeys(
        [
            (ANY_CHANNEL, ""),
            (channel, ""),
            (ANY_CHANNEL, list_code),
            (channel, list_code),
        ]
    )
    said = [last[place] for place in wide_to_narrow if place in last]
    if not said:
        return "unknown"
    for place, act in enumerate(said):
        taken_back = any(
            later.granted and later.occurred_at >= act.occurred_at
            for later in said[place + 1 :]
        )
        if not act.granted and not taken_back:
            return "withdrawn"
    return "granted"


@pytest.mark.parametrize("seed", range(12))
def test_what_holds_is_what_was_said_last_however_it_was_told(seed, make_profile):
    # given
    chance = random.Random(seed)
    people = [
        make_profile(guest_claim(f"guest{number}@example.com")).pk
        for number in range(3)
    ]
    acts = [
        consent_act(
            chance.choice(people),
            f"act {number}",
            channel=chance.choice(CHANNELS),
            list_code=chance.choice(LISTS),
            granted=chance.random() < 0.5,
            occurred_at=ASKED_AT + chance.randrange(30) * DAY,
        )
        for number in range(60)
    ]

    # when they are told in another order, in batches, some of them twice
    told = acts + chance.sample(acts, 15)
    chance.shuffle(told)
    while told:
        size = chance.randrange(1, 8)
        batch, told = told[:size], told[size:]
        record_consents(batch, now=ASKED_AT + 60 * DAY)

    # then
    for channel in CHANNELS:
        for list_code in LISTS:
            found = consent_of(
                people, channel=channel, purpose="marketing", list_code=list_code
            )
            assert found == {
                one: reckoned(
                    [act for act in acts if act.profile_id == one], channel, list_code
                )
                for one in people
            }
