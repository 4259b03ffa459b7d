"""The five steps as staff see them: none is done in an empty shop, all in one that is at work."""

import datetime

import pytest
from saleor.permission.enums import (
    AccountPermissions,
    DiscountPermissions,
    PluginsPermissions,
)

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.dashboard import queries
from saleor_crm_plugin.dashboard.actions.install import install_dashboard
from saleor_crm_plugin.observation.actions import backfill, sweep
from tests.fixtures.api import assert_closed
from tests.fixtures.member import give_points

SETUP = """
{ crmSetup {
    steps { step isDone lack remedy }
    version isActive arePagesBuilt pagesUrl manifestUrl dashboardOrigins sweptUntil
} }
"""
PAGES = "{ crmSetup { arePagesBuilt } }"


@pytest.fixture
def staff(db, staff_api):
    return staff_api(PluginsPermissions.MANAGE_PLUGINS)


def lacks(staff):
    found = staff.ask(SETUP)["crmSetup"]["steps"]
    assert [one["step"] for one in found] == [
        "WORKERS",
        "DASHBOARD",
        "PAST",
        "PROGRAM",
        "POINTS",
    ]
    for one in found:
        assert one["isDone"] == (one["lack"] is None) == (one["remedy"] == "")
    return {one["step"]: one["lack"] for one in found if not one["isDone"]}


def test_in_an_empty_shop_every_step_says_what_it_lacks(staff):
    assert lacks(staff) == {
        "WORKERS": "NEVER_RAN",
        "DASHBOARD": "NOT_INSTALLED",
        "PAST": "NOT_TOLD",
        "PROGRAM": "NO_PROGRAM",
        "POINTS": "NO_POINTS",
    }


def test_steps_turn_green_as_they_are_done(staff, monkeypatch):
    monkeypatch.setattr(queries, "are_built", lambda: True)
    now = clock.now()
    sweep(now=now)
    install_dashboard(origins=["https://dashboard.example.com"])
    backfill(now=now)

    assert lacks(staff) == {"PROGRAM": "NO_PROGRAM", "POINTS": "NO_POINTS"}
    found = staff.ask(SETUP)["crmSetup"]
    assert found["dashboardOrigins"] == ["https://dashboard.example.com"]
    assert found["sweptUntil"] is not None
    assert found["isActive"] is True
    assert found["pagesUrl"].endswith("/plugins/saleor.crm/dashboard/")


def test_a_worker_that_fell_silent_is_red_again(staff):
    sweep(now=clock.now() - datetime.timedelta(minutes=16))

    assert lacks(staff)["WORKERS"] == "STOPPED"


def test_a_sound_program_and_the_first_points_end_the_last_two_steps(
    program, member, staff
):
    assert lacks(staff).keys() >= {"POINTS"}
    assert "PROGRAM" not in lacks(staff)

    give_points(program, member, 10, key="first")

    assert not {"PROGRAM", "POINTS"} & lacks(staff).keys()


def test_the_door_is_closed_to_all_but_those_who_manage_plugins(outsiders, staff_api):
    others = staff_api(
        AccountPermissions.MANAGE_USERS, DiscountPermissions.MANAGE_DISCOUNTS
    )

    assert_closed([*outsiders, others], PAGES)
