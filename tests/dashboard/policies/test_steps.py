"""Each step of the set-up is judged by itself, and whatever it lacks has a remedy."""

import datetime
from dataclasses import replace

import pytest

from saleor_crm_plugin.dashboard.policies.steps import (
    REMEDIES,
    SILENCE,
    AppStanding,
    Lack,
    ProgramStanding,
    Standing,
    Step,
    steps,
)

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
LONG_AGO = NOON - SILENCE - datetime.timedelta(seconds=1)
APP = AppStanding(is_active=True, has_address=True, is_current=True)
RUNNING = ProgramStanding(is_running=True, is_sound=True)
DONE = Standing(
    now=NOON,
    swept_until=NOON - SILENCE,
    oldest_mark_at=NOON - SILENCE,
    app=APP,
    are_pages_built=True,
    past_begun=True,
    past_finished=True,
    programs=(RUNNING,),
    has_points=True,
)


def lacks(**changes):
    found = steps(replace(DONE, **changes))
    assert [one.step for one in found] == list(Step)
    return {one.step: one.lack for one in found if not one.is_done}


def test_all_five_are_done_where_nothing_lacks():
    assert lacks() == {}
    assert {one.remedy for one in steps(DONE)} == {""}


@pytest.mark.parametrize(
    ("changes", "step", "lack"),
    [
        ({"swept_until": None}, Step.WORKERS, Lack.NEVER_RAN),
        ({"swept_until": LONG_AGO}, Step.WORKERS, Lack.STOPPED),
        ({"oldest_mark_at": LONG_AGO}, Step.WORKERS, Lack.BEHIND),
        ({"app": None}, Step.DASHBOARD, Lack.NOT_INSTALLED),
        (
            {"app": replace(APP, is_active=False)},
            Step.DASHBOARD,
            Lack.SWITCHED_OFF,
        ),
        (
            {"app": replace(APP, has_address=False, is_current=False)},
            Step.DASHBOARD,
            Lack.OTHER_ADDRESS,
        ),
        ({"app": replace(APP, is_current=False)}, Step.DASHBOARD, Lack.OUT_OF_DATE),
        ({"are_pages_built": False}, Step.DASHBOARD, Lack.NOT_BUILT),
        (
            {"past_begun": False, "past_finished": False},
            Step.PAST,
            Lack.NOT_TOLD,
        ),
        ({"past_finished": False}, Step.PAST, Lack.PARTLY_TOLD),
        ({"programs": ()}, Step.PROGRAM, Lack.NO_PROGRAM),
        (
            {"programs": (replace(RUNNING, is_running=False),)},
            Step.PROGRAM,
            Lack.PROGRAM_WAITS,
        ),
        (
            {"programs": (replace(RUNNING, is_sound=False),)},
            Step.PROGRAM,
            Lack.PROGRAM_FAULTY,
        ),
        ({"has_points": False}, Step.POINTS, Lack.NO_POINTS),
    ],
)
def test_a_step_says_what_it_lacks_and_the_others_stay_done(changes, step, lack):
    assert lacks(**changes) == {step: lack}


def test_one_sound_program_is_enough():
    programs = (replace(RUNNING, is_sound=False), RUNNING)

    assert lacks(programs=programs) == {}


def test_every_lack_has_a_remedy():
    assert set(REMEDIES) == set(Lack)
