"""Make a program."""

import datetime

import pytest
from saleor.permission.enums import DiscountPermissions

from saleor_crm_plugin.loyalty.models import Program
from tests.fixtures.api import assert_closed
from tests.fixtures.program import make_program

CREATE = """
mutation Create($input: CrmProgramInput!) {
  crmProgramCreate(input: $input) {
    program {
      code name unitName channels isActive returnWindowDays expiryUnit expiryLength shortfall
      currencies { currency worthPerPoint }
      rules { code }
      problems { code currency }
    }
    errors { field code message }
  }
}
"""


def settings(**changes):
    return {"code": "gold", "name": "Gold Club", "channels": ["main"]} | changes


def test_a_program_starts_now_with_its_defaults(channel, staff_api):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    made = staff.done(CREATE, input=settings())["program"]

    assert made == {
        "code": "gold",
        "name": "Gold Club",
        "unitName": "points",
        "channels": ["main"],
        "isActive": True,
        "returnWindowDays": 14,
        "expiryUnit": "NEVER",
        "expiryLength": 0,
        "shortfall": "FORGIVEN",
        "currencies": [],
        "rules": [],
        "problems": [
            {"code": "missing_worth", "currency": "USD"},
            {"code": "no_rule", "currency": None},
        ],
    }


def test_an_app_sets_what_it_likes(channel, app_api):
    app = app_api(DiscountPermissions.MANAGE_DISCOUNTS)
    chosen = settings(
        unitName="stars",
        returnWindowDays=30,
        expiryUnit="MONTHS",
        expiryLength=12,
        shortfall="OWED",
        worthPerPoint=[{"currency": "USD", "worthPerPoint": "0.01"}],
    )

    made = app.done(CREATE, input=chosen)["program"]

    assert (made["unitName"], made["returnWindowDays"]) == ("stars", 30)
    assert (made["expiryUnit"], made["expiryLength"]) == ("MONTHS", 12)
    assert made["shortfall"] == "OWED"
    assert [
        (one["currency"], float(one["worthPerPoint"])) for one in made["currencies"]
    ] == [("USD", 0.01)]


def test_nobody_else_may(channel, outsiders):
    assert_closed(outsiders, CREATE, input=settings())


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"channels": ["nowhere"]}, "channels", "UNKNOWN_CHANNEL"),
        ({"channels": []}, "channels", "REQUIRED"),
        ({"channels": None}, "channels", "REQUIRED"),
        ({"code": ""}, "code", "REQUIRED"),
        ({"code": None}, "code", "REQUIRED"),
        ({"name": "x" * 121}, "name", "INVALID"),
        ({"timeZone": "Mars/Olympus"}, "timeZone", "INVALID"),
        ({"returnWindowDays": -1}, "returnWindowDays", "INVALID"),
        ({"expiryUnit": "DAYS"}, "expiryLength", "INVALID"),
        ({"adjustmentLimit": -1}, "adjustmentLimit", "INVALID"),
        (
            {"startsAt": "2026-02-01T00:00:00Z", "endsAt": "2026-01-01T00:00:00Z"},
            "endsAt",
            "INVALID_PERIOD",
        ),
    ],
)
def test_wrong_settings_are_named_and_change_nothing(
    changes, field, code, channel, staff_api
):
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(CREATE, input=settings(**changes)) == [(field, code)]


def test_a_channel_has_one_program_at_a_time_and_a_code_is_taken_once(
    channel, staff_api
):
    program = make_program(channel)
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    assert staff.refused(CREATE, input=settings()) == [("channels", "CHANNEL_TAKEN")]
    assert staff.refused(CREATE, input=settings(code=program.code)) == [
        ("code", "UNIQUE")
    ]


def test_a_program_may_follow_another_on_its_channel(channel, staff_api):
    end = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    make_program(channel, ends_at=end)
    staff = staff_api(DiscountPermissions.MANAGE_DISCOUNTS)

    staff.done(CREATE, input=settings(startsAt=end.isoformat()))

    assert Program.objects.count() == 2
