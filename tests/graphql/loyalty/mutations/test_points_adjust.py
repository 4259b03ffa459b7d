"""Give and take points by hand."""

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.ledger.queries import Balance, balances
from tests.fixtures.api import assert_closed, global_id
from tests.fixtures.member import give_points, member_of
from tests.fixtures.program import make_program

ADJUST = """
mutation Adjust($profile: ID!, $program: ID!, $points: Int!, $reason: String!, $key: String) {
  crmPointsAdjust(
    profile: $profile, program: $program, points: $points, reason: $reason, key: $key
  ) {
    loyalty {
      balance
      program { channels rules { code } currencies { currency } }
      history(first: 1) { edges { node { kind points reason author } } }
    }
    errors { field code message }
  }
}
"""


TOLD = ADJUST.replace("kind points reason author", "reasonCode note reason").replace(
    "currencies { currency }", ""
)
ADJUST_ONLY = """
mutation Adjust($profile: ID!, $program: ID!, $points: Int!, $reason: String!) {
  crmPointsAdjust(profile: $profile, program: $program, points: $points, reason: $reason) {
    errors { field code message }
  }
}
"""


def asked(a_program, profile_id, **changes):
    return {
        "profile": global_id("CrmProfile", profile_id),
        "program": global_id("CrmProgram", a_program.pk),
        "points": 40,
        "reason": "The parcel came late.",
    } | changes


def test_staff_give_points_and_see_them_in_the_answer(program, member, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    document = ADJUST.replace("currencies { currency }", "")

    loyalty = staff.done(document, **asked(program, member))["loyalty"]

    assert loyalty == {
        "balance": 40,
        "program": {"channels": ["main"], "rules": [{"code": "per_amount_spent"}]},
        "history": {
            "edges": [
                {
                    "node": {
                        "kind": "ADJUST",
                        "points": 40,
                        "reason": "Corrected by the shop. The parcel came late.",
                        "author": f"user:{staff.user.pk}",
                    }
                }
            ]
        },
    }


@pytest.mark.parametrize(
    ("language", "reason", "refusal"),
    [
        (
            "en",
            "Corrected by the shop. The parcel came late.",
            "Points must not be zero.",
        ),
        (
            "it-IT",
            "Rettifica del negozio. The parcel came late.",
            "I punti non possono essere zero.",
        ),
        ("zh-Hans", "由商店更正。 The parcel came late.", "积分不能为零。"),
    ],
)
def test_it_answers_in_the_language_of_who_asks_and_leaves_what_staff_wrote(
    program, member, staff_api, language, reason, refusal
):
    staff = staff_api(AccountPermissions.MANAGE_USERS).reading(language)

    done = staff.done(TOLD, **asked(program, member))
    refused = staff.ask(ADJUST_ONLY, **asked(program, member, points=0))

    (movement,) = done["loyalty"]["history"]["edges"]
    assert movement["node"] == {
        "reasonCode": "CORRECTED",
        "note": "The parcel came late.",
        "reason": reason,
    }
    assert refused["crmPointsAdjust"]["errors"] == [
        {"field": "points", "code": "ZERO_POINTS", "message": refusal}
    ]
    assert balances(program.book_id, [member]) == {member: Balance(available=40)}


def test_an_app_takes_points(program, member, app_api):
    give_points(program, member, 100, key="gift")
    document = ADJUST.replace("currencies { currency }", "")

    answer = app_api(AccountPermissions.MANAGE_USERS).done(
        document, **asked(program, member, points=-30)
    )

    assert answer["loyalty"]["balance"] == 70
    assert balances(program.book_id, [member]) == {member: Balance(available=70)}


def test_two_in_one_request_each_show_their_own_balance(program, member, staff_api):
    variables = asked(program, member)
    document = """
    mutation Twice($profile: ID!, $program: ID!, $points: Int!, $reason: String!) {
      a: crmPointsAdjust(profile: $profile, program: $program, points: $points, reason: $reason)
        { loyalty { balance } errors { code } }
      b: crmPointsAdjust(profile: $profile, program: $program, points: $points, reason: $reason)
        { loyalty { balance } errors { code } }
    }
    """

    answer = staff_api(AccountPermissions.MANAGE_USERS).ask(document, **variables)

    assert [answer[one]["loyalty"]["balance"] for one in "ab"] == [40, 80]


def test_the_same_key_gives_once_and_other_points_are_refused(
    program, member, staff_api
):
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    document = ADJUST.replace("currencies { currency }", "")
    variables = asked(program, member, key="ticket-7")

    staff.done(document, **variables)
    again = staff.done(document, **variables)
    other = staff.refused(document, **variables | {"points": 41})

    assert again["loyalty"]["balance"] == 40
    assert other == [("key", "IDEMPOTENCY_MISMATCH")]


def test_nobody_else_may(program, member, outsiders):
    assert_closed(outsiders, ADJUST, **asked(program, member))


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"points": 0}, "points", "ZERO_POINTS"),
        ({"points": -41}, "points", "INSUFFICIENT_POINTS"),
        ({"points": 2_000_000_000}, "points", "INVALID"),
        ({"reason": " "}, "reason", "REQUIRED"),
        ({"key": ""}, "key", "REQUIRED"),
        ({"profile": "nonsense"}, "profile", "INVALID"),
        ({"profile": global_id("CrmProgram", 1)}, "profile", "INVALID"),
        ({"profile": global_id("CrmProfile", 10**9)}, "profile", "NOT_FOUND"),
        ({"program": global_id("CrmProgram", "1 or 1")}, "program", "INVALID"),
        ({"program": global_id("CrmProgram", 10**9)}, "program", "NOT_FOUND"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    changes, field, code, program, member, staff_api
):
    give_points(program, member, 40, key="gift")
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    assert staff.refused(ADJUST, **asked(program, member, **changes)) == [(field, code)]


def test_a_missing_reason_is_no_request(program, member, staff_api):
    variables = asked(program, member)
    del variables["reason"]

    answer = staff_api(AccountPermissions.MANAGE_USERS).post(ADJUST, **variables)

    assert '"$reason"' in answer["errors"][0]["message"]


def test_above_the_limit_one_person_is_not_enough(channel, member, staff_api):
    program = make_program(channel, adjustment_limit=39)
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    assert staff.refused(ADJUST, **asked(program, member)) == [
        ("points", "NEEDS_SECOND_PERSON")
    ]


def test_staff_for_customers_do_not_see_what_points_are_worth(
    program, customer_api, staff_api
):
    variables = asked(program, member_of(customer_api.user))

    answer = staff_api(AccountPermissions.MANAGE_USERS).post(ADJUST, **variables)

    (error,) = answer["errors"]
    assert error["path"][-1] == "currencies"
