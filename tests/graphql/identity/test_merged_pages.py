"""What never moves in a merge is on the person's pages all the same, and says whose it was."""

import datetime

import pytest
from saleor.permission.enums import AccountPermissions

from saleor_crm_plugin.consent.actions.record import ConsentAct, record_consents
from saleor_crm_plugin.consent.queries import events_pages
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.ledger.history import explain, explanations, history_pages
from saleor_crm_plugin.loyalty.actions.adjust import PointsAdjustment, adjust_points
from saleor_crm_plugin.loyalty.actions.membership import join_program, leave_program
from saleor_crm_plugin.loyalty.queries import acceptances_of
from saleor_crm_plugin.tiers.actions.invite import Invitation, invite
from saleor_crm_plugin.tiers.queries import decisions_of, past_exclusions_of
from tests.fixtures.api import global_id
from tests.fixtures.member import guest
from tests.fixtures.program import AUTHOR, make_program, make_tiers

DAY = datetime.timedelta(days=1)
TERMS = "2026-01"
CONSENTS = """
query Consents($id: ID!, $first: Int!, $after: String) {
  crmProfile(id: $id) { page: consentHistory(first: $first, after: $after) {
    edges { node { profileId status source } } pageInfo { hasNextPage endCursor }
  } }
}
"""
OF_THE_CLUB = """
query Page($id: ID!, $first: Int!, $after: String) {
  crmProfile(id: $id) { loyaltyAccounts { page: %s(first: $first, after: $after) {
    edges { node { profileId %s } } pageInfo { hasNextPage endCursor }
  } } }
}
"""
LISTS = """
query Lists($id: ID!) {
  crmProfile(id: $id) { loyaltyAccounts {
    balance acceptedTerms leftAt
    termsAcceptances { version profileId } exclusions { kind profileId }
  } }
}
"""
MINE = """
{ me { loyaltyAccounts {
  history(first: 9) { edges { node { points profileId } } }
  tierDecisions(first: 9) { edges { node { tier profileId author } } }
  termsAcceptances { version profileId }
} } }
"""


@pytest.fixture
def club(channel):
    """A program with terms."""
    return make_program(channel, terms_version=TERMS)


@pytest.fixture
def tiers(club, channel):
    """Its tiers by code."""
    return make_tiers(club, channel.currency_code)


@pytest.fixture
def pair(member, club, tiers):
    """A guest and a member, each with a past of their own."""
    other = guest("guest@example.com")
    now = clock.now()
    for place, (profile_id, granted) in enumerate(
        [(other, True), (member, True), (other, False)]
    ):
        act = ConsentAct(
            profile_id=profile_id,
            channel="email",
            purpose="marketing",
            granted=granted,
            source="account",
            occurred_at=now - (9 - place) * DAY,
            key=str(place),
        )
        record_consents([act], now=now)
        gift = PointsAdjustment(
            program_id=club.pk,
            profile_id=profile_id,
            points=30 if granted else -5,
            reason="Sorry",
            author="app:1",
            key=str(place),
        )
        adjust_points(gift, now=now)
    for code, profile_id in (("silver", other), ("gold", member)):
        asked = Invitation(
            profile_id=profile_id,
            tier_id=tiers[code].pk,
            until=now + DAY,
            reason="A gift",
            author=AUTHOR,
        )
        invite(asked, now=now)
    join = {"terms_version": TERMS, "author": AUTHOR, "now": now}
    join_program(club.pk, other, **join)
    leave_program(club.pk, other, author=AUTHOR, now=now)
    return other, member


@pytest.fixture
def staff(staff_api):
    """Staff who manage customers."""
    return staff_api(AccountPermissions.MANAGE_USERS)


def walk(staff, query, profile_id):
    """Read a connection to its end, two at a time."""
    found, after = [], None
    while True:
        answer = staff.ask(
            query, id=global_id("CrmProfile", profile_id), first=2, after=after
        )["crmProfile"]
        page = answer.get("page") or answer["loyaltyAccounts"][0]["page"]
        found += [tuple(edge["node"].values()) for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


def of_profile(profile_id, *rows):
    whose = global_id("CrmProfile", profile_id)
    return [(whose, *row) for row in rows]


def merged(pair):
    return merge_profiles(*pair, author=AUTHOR, now=clock.now())


def parted(report):
    unmerge_profiles(report.merge_id, author=AUTHOR, now=clock.now())


def test_acts_of_consent(pair, staff):
    # given
    other, member = pair
    of_other = of_profile(other, ("WITHDRAWN", "account"), ("GRANTED", "account"))
    of_member = of_profile(member, ("GRANTED", "account"))
    assert walk(staff, CONSENTS, member) == of_member

    # when
    report = merged(pair)

    # then both acts are there, newest first, below what the merge itself has said
    said = of_profile(member, ("WITHDRAWN", "merge"))
    assert walk(staff, CONSENTS, member) == (
        said + of_other[:1] + of_member + of_other[1:]
    )
    assert walk(staff, CONSENTS, other) == of_other

    # when
    parted(report)

    # then
    assert walk(staff, CONSENTS, member) == said + of_member
    assert walk(staff, CONSENTS, other) == of_other


def test_movements_of_points(pair, club, staff):
    # given
    other, member = pair
    history = OF_THE_CLUB % ("history", "points")
    postings = OF_THE_CLUB % ("explanation", "ordinal")

    # when
    report = merged(pair)

    # then what went from one to the other is no movement of the person's
    shown = walk(staff, history, member)
    assert shown == (
        of_profile(other, (-5,)) + of_profile(member, (30,)) + of_profile(other, (30,))
    )
    assert sum(points for _, points in shown) == 55
    # the postings come profile by profile, each by its own numbers
    assert walk(staff, postings, member) == [
        (global_id("CrmProfile", one), posting.ordinal)
        for one in sorted(pair)
        for posting in explain(club.book_id, one)
    ]

    # when
    parted(report)

    # then each has their own, with the way there and back
    assert [points for _, points in walk(staff, history, other)] == [25, -25, -5, 30]
    assert [points for _, points in walk(staff, history, member)] == [-25, 25, 30]


def test_decisions_about_tiers(pair, staff):
    # given
    other, member = pair
    query = OF_THE_CLUB % ("tierDecisions", "kind tier")
    of_other = of_profile(other, ("INVITED", "silver"))
    of_member = of_profile(member, ("INVITED", "gold"))

    # when
    report = merged(pair)

    # then
    assert walk(staff, query, member) == of_member + of_other

    # when
    parted(report)

    # then
    assert [walk(staff, query, one) for one in pair] == [of_other, of_member]


def test_terms_and_having_left(pair, staff):
    # given the guest accepted terms and left
    other, member = pair
    whose = global_id("CrmProfile", other)

    # when
    report = merged(pair)

    # then it is shown, and counts for nobody else
    [account] = staff.ask(LISTS, id=global_id("CrmProfile", member))["crmProfile"][
        "loyaltyAccounts"
    ]
    assert account == {
        "balance": 55,
        "acceptedTerms": None,
        "leftAt": None,
        "termsAcceptances": [{"version": TERMS, "profileId": whose}],
        "exclusions": [{"kind": "LEFT", "profileId": whose}],
    }

    # when
    parted(report)

    # then
    [account] = staff.ask(LISTS, id=global_id("CrmProfile", member))["crmProfile"][
        "loyaltyAccounts"
    ]
    assert (account["termsAcceptances"], account["exclusions"]) == ([], [])


def test_customers_see_it_without_the_profiles_behind(pair, customer_api):
    merged(pair)

    [account] = customer_api.ask(MINE)["me"]["loyaltyAccounts"]

    assert account == {
        "history": {
            "edges": [
                {"node": {"points": points, "profileId": None}}
                for points in (-5, 30, 30)
            ]
        },
        "tierDecisions": {
            "edges": [
                {"node": {"tier": tier, "profileId": None, "author": None}}
                for tier in ("gold", "silver")
            ]
        },
        "termsAcceptances": [{"version": TERMS, "profileId": None}],
    }


def test_pages_of_many_take_as_many_statements_as_of_one(
    pair, club, django_assert_num_queries
):
    merged(pair)
    book_id = club.book_id
    everybody = [*pair, guest("third@example.com")]

    for people in (everybody[:1], everybody):
        with django_assert_num_queries(2):
            events_pages(people, first=2)
        with django_assert_num_queries(2):
            decisions_of(book_id, people, first=2)
        with django_assert_num_queries(2):
            acceptances_of(club.pk, people)
        with django_assert_num_queries(2):
            past_exclusions_of(book_id, people)
        with django_assert_num_queries(1):
            history_pages(book_id, people, first=2)
        with django_assert_num_queries(1):
            explanations(book_id, people, first=2)
