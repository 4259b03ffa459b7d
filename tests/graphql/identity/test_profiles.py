"""Who may look up people, and what they get."""

import datetime

import graphene
import pytest
from saleor.permission.enums import AccountPermissions, OrderPermissions

from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.claims import ACCOUNT, PersonClaim

from ...fixtures.passages import told
from ...shop.order_rows import make_order

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)

PROFILE = """
query Profile($id: ID, $user: ID, $order: ID) {
  crmProfile(id: $id, user: $user, order: $order) { id kind email emailIsVerified userId firstName }
}
"""
PROFILES = """
query Profiles($first: Int, $after: String, $search: String) {
  crmProfiles(first: $first, after: $after, search: $search) {
    edges { cursor node { email } } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}
"""


def claim(email, user_id=None, *, is_verified=False):
    return PersonClaim(
        user_id=user_id,
        email=email,
        email_is_verified=is_verified,
        source=ACCOUNT,
        seen_at=NOON,
    )


@pytest.fixture
def people(customer_api):
    """Three people: the customer with a verified e-mail, and two guests."""
    claims = [
        claim(customer_api.user.email, customer_api.user.pk, is_verified=True),
        claim("guest1@example.com"),
        claim("guest2@example.com"),
    ]
    return [resolve_profiles([one])[0] for one in claims]


def profile_id(row):
    return graphene.Node.to_global_id("CrmProfile", row)


def order_id(row):
    return graphene.Node.to_global_id("Order", row)


def user_id(user):
    return graphene.Node.to_global_id("User", user.pk)


def test_staff_find_a_person_by_account(people, customer_api, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    found = staff.ask(PROFILE, user=user_id(customer_api.user))["crmProfile"]

    assert found == {
        "id": profile_id(people[0]),
        "kind": "ACCOUNT",
        "email": "owner@example.com",
        "emailIsVerified": True,
        "userId": user_id(customer_api.user),
        "firstName": "",
    }


def test_an_app_finds_a_guest_by_profile(people, app_api):
    app = app_api(AccountPermissions.MANAGE_USERS)

    found = app.ask(PROFILE, id=profile_id(people[1]))["crmProfile"]

    assert (found["kind"], found["email"], found["userId"]) == (
        "GUEST",
        "guest1@example.com",
        None,
    )


def test_an_unknown_profile_is_null(people, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    assert staff.ask(PROFILE, id=profile_id(10**9)) == {"crmProfile": None}


def test_staff_find_who_ordered(people, staff_api):
    # given
    account, guest, _ = people
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    def ordered_by(order):
        return staff.ask(PROFILE, order=order_id(order.pk))["crmProfile"]

    # then
    assert ordered_by(told(guest, "10"))["email"] == "guest1@example.com"
    assert ordered_by(told(account, "10"))["id"] == profile_id(account)
    assert ordered_by(told(None, "10")) is None


def test_of_a_draft_the_account_says_whose_it_is(
    people, customer_api, staff_api, channel
):
    # given: nothing is told of drafts
    staff = staff_api(AccountPermissions.MANAGE_USERS)
    draft = make_order(channel, user=customer_api.user, status="draft")
    nobodys = make_order(channel, status="draft")

    def ordered_by(order):
        return staff.ask(PROFILE, order=order_id(order.pk))["crmProfile"]

    # then
    assert ordered_by(draft)["id"] == profile_id(people[0])
    assert ordered_by(nobodys) is None


def test_nobody_else_finds_anybody(
    people, customer_api, anonymous_api, staff_api, app_api
):
    own = {"user": user_id(customer_api.user)}

    assert anonymous_api.refusal(PROFILE, **own) == "PermissionDenied"
    assert customer_api.refusal(PROFILE, **own) == "PermissionDenied"
    assert (
        staff_api(OrderPermissions.MANAGE_ORDERS).refusal(PROFILE, **own)
        == "PermissionDenied"
    )
    assert (
        app_api(OrderPermissions.MANAGE_ORDERS).refusal(PROFILE, **own)
        == "PermissionDenied"
    )
    assert customer_api.refusal(PROFILES, first=5) == "PermissionDenied"


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "Give one of `id`, `user` and `order`."),
        ({"id": "nonsense"}, "Argument `id`: 'nonsense' is not an ID of a CrmProfile."),
        ({"user": profile_id(1)}, "is not an ID of a User."),
        ({"user": profile_id(1), "order": profile_id(1)}, "Give one of"),
        ({"order": "nonsense"}, "'nonsense' is not an ID of a Order."),
        ({"id": profile_id("1;drop")}, "'1;drop' is not an ID of this kind."),
        ({"id": profile_id(10**30)}, "is not an ID of this kind."),
    ],
)
def test_a_wrong_id_is_named(variables, words, staff_api):
    answer = staff_api(AccountPermissions.MANAGE_USERS).post(PROFILE, **variables)

    assert words in answer["errors"][0]["message"]
    assert answer["data"] == {"crmProfile": None}


def test_pages_hold_everybody_once_newest_first(people, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    first = staff.ask(PROFILES, first=2)["crmProfiles"]
    second = staff.ask(PROFILES, first=2, after=first["pageInfo"]["endCursor"])[
        "crmProfiles"
    ]

    emails = [edge["node"]["email"] for edge in first["edges"] + second["edges"]]
    assert emails == ["guest2@example.com", "guest1@example.com", "owner@example.com"]
    assert first["pageInfo"]["hasNextPage"] is True
    assert second["pageInfo"]["hasNextPage"] is False
    assert second["pageInfo"]["hasPreviousPage"] is True


def test_search_finds_the_beginning_of_an_address(people, staff_api):
    staff = staff_api(AccountPermissions.MANAGE_USERS)

    found = staff.ask(PROFILES, first=5, search="guest1@")["crmProfiles"]

    assert [edge["node"]["email"] for edge in found["edges"]] == ["guest1@example.com"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "You must provide a `first` value"),
        ({"first": 0}, "must be between 1 and 100"),
        ({"first": -1}, "must be between 1 and 100"),
        ({"first": 101}, "must be between 1 and 100"),
        ({"first": 2, "after": "nonsense"}, "Received cursor is invalid."),
        ({"first": 2, "after": "WyJhIl0="}, "Received cursor is invalid."),
    ],
)
def test_a_wrong_page_is_refused(variables, words, staff_api):
    answer = staff_api(AccountPermissions.MANAGE_USERS).post(PROFILES, **variables)

    assert words in answer["errors"][0]["message"]


@pytest.mark.parametrize("search", ["a\x00b", "x" * 401])
def test_a_search_for_what_cannot_be_is_refused_by_name(search, people, staff_api):
    answer = staff_api(AccountPermissions.MANAGE_USERS).post(
        PROFILES, first=5, search=search
    )

    (error,) = answer["errors"]
    assert error["message"].startswith("Argument `search`: ")
    extensions = error["extensions"]
    assert (extensions["field"], extensions["code"]) == ("search", "INVALID")
    assert extensions["exception"]["code"] == "GraphQLError"
    assert answer["data"] == {"crmProfiles": None}


def test_half_a_surrogate_pair_is_refused_by_the_shop_or_by_us(people, staff_api):
    answer = staff_api(AccountPermissions.MANAGE_USERS).post(
        PROFILES, first=5, search="half a pair \ud800"
    )

    (error,) = answer["errors"]
    assert error["message"] in (
        "Unable to parse query.",  # from Saleor 3.23 on
        "Argument `search`: The text has a character that cannot be kept.",
    )
    assert not answer.get("data", {}).get("crmProfiles")
