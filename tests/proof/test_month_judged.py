"""A month of kills is judged strictly: each way in which it could differ from one in peace is told."""

from collections import Counter

import pytest

from proof.month_judged import Run, differences

ADA, BOB, EVE = (1, "welcome"), (2, "welcome"), (3, "welcome")
EVERYBODY = (ADA, BOB, EVE)


def run(states, *, letters=None, senders=0, twice=0, **sums):
    lost = sum(state == "unknown" for state in states.values())
    told = {"told_as_sent": len(states) - lost, "told_as_lost": lost}
    return Run(
        states=states,
        twice_queued=twice,
        sums={"steps": 6, **told, **sums},
        letters=Counter(list(states) if letters is None else letters),
        kills=Counter(sender=senders),
    )


PEACE = run(dict.fromkeys(EVERYBODY, "sent"))
ONE_LOST = {ADA: "sent", BOB: "sent", EVE: "unknown"}


@pytest.mark.parametrize("letters", [(ADA, BOB), (ADA, BOB, EVE)])
def test_what_is_unknown_may_have_arrived_or_not(letters):
    assert differences(PEACE, run(ONE_LOST, letters=letters, senders=1)) == []


def test_months_that_are_the_same_do_not_differ():
    assert differences(PEACE, PEACE) == []


@pytest.mark.parametrize(
    ("disturbed", "what"),
    [
        (run(PEACE.states, letters=[ADA, ADA, BOB, EVE]), "came twice"),
        (run(PEACE.states, letters=[ADA, BOB]), "missing"),
        (run(PEACE.states, letters=[*EVERYBODY, (4, "welcome")]), "nobody was to get"),
        (run({ADA: "sent", BOB: "sent"}), "other messages"),
        (run(PEACE.states, twice=1), "queued twice"),
        (run({**PEACE.states, EVE: "queued"}), "neither sent nor unknown"),
        (run(ONE_LOST, senders=0), "1 unknown, but 0 senders"),
        (run(PEACE.states, steps=7), "other sums"),
        (run(PEACE.states, told_as_sent=2), "not told of each"),
    ],
)
def test_each_difference_is_told(disturbed, what):
    assert any(what in one for one in differences(PEACE, disturbed))
