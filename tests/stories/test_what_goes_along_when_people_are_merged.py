"""What each area does with its rows when two people turn out to be one, and two again."""

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.figures import Period
from saleor_crm_plugin.analytics.queries import journey_figures
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.experiments.models import HoldoutAssignment
from saleor_crm_plugin.identity.actions.accounts import close_accounts
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.journeys.actions.claim import claim
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.models import Enrollment
from saleor_crm_plugin.ledger.actions.accrue import accrue
from saleor_crm_plugin.ledger.actions.reserve import reserve
from saleor_crm_plugin.ledger.actions.resolve import redeem
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.models import Account, Lot
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.ledger.requests import Grant, Redemption, Reservation
from saleor_crm_plugin.loyalty.actions.settle import settle
from saleor_crm_plugin.loyalty.models import FirstOrder
from saleor_crm_plugin.loyalty.order_cases import Cause
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.observation.events import CustomerDeleted
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile
from saleor_crm_plugin.tiers.models import BookExclusion, TierStanding

from ..fixtures.journey import BEGUN_AT, DAY, make_journey
from ..fixtures.passages import draw, passage, said
from ..fixtures.person import account_claim
from ..loyalty.orders import PAID_AT, make_order

STAFF = "user:1"
NOW = BEGUN_AT + 2 * DAY
FIRST = {"first_order": {"by_currency": {"EUR": {"points": 50}}}}
WALKING = {
    "state": "active",
    "step": "rest",
    "ended_at": None,
    "end_reason": "",
    "step_entered_at": BEGUN_AT,
    "due_at": NOW + DAY,
}


@pytest.fixture
def pair(guest_profile, profile):
    """The source and the survivor."""
    return guest_profile.id, profile.id


def merge(pair):
    return merge_profiles(*pair, author=STAFF, now=NOW)


def part(report):
    return unmerge_profiles(report.merge_id, author=STAFF, now=NOW + DAY)


def states():
    rows = Enrollment.objects.order_by("id")
    return list(rows.values_list("profile_id", "state", "end_reason"))


def test_nobody_walks_through_a_journey_twice_at_once(journey, pair):
    # given both are inside, and the source has something to be told
    own = passage(journey, pair[1], **WALKING)
    doubled = passage(journey, pair[0], **WALKING)
    other = make_journey("other")
    alone = passage(other, pair[0], **WALKING)
    waiting = said(alone, "queued", reason="")

    # when
    report = merge(pair)

    # then
    assert states() == [
        (own.profile_id, "active", ""),
        (pair[1], "exited", "merged"),
        (pair[1], "active", ""),
    ]
    waiting.refresh_from_db()
    assert (waiting.profile_id, waiting.state) == (pair[1], "queued")

    # when
    part(report)

    # then what was ended stays ended
    assert states() == [
        (own.profile_id, "active", ""),
        (pair[0], "exited", "merged"),
        (pair[0], "active", ""),
    ]
    doubled.refresh_from_db()
    waiting.refresh_from_db()
    assert (doubled.due_at, waiting.profile_id) == (None, pair[0])


def test_worker_that_holds_a_passage_finds_it_changed(journey, pair):
    # given a worker that has claimed and not begun
    due = passage(journey, pair[0], **WALKING | {"due_at": NOW})
    [held] = claim(now=NOW)
    assert held.id == due.pk

    # when
    merge(pair)

    # then its claim is void, and the survivor goes on at once
    due.refresh_from_db()
    assert due.attempt != held.attempt
    assert due.lease_until is None
    assert wake_due(now=NOW).woken == 1
    due.refresh_from_db()
    assert (due.profile_id, due.state) == (pair[1], "done")


def test_same_thing_is_not_said_twice(journey, pair):
    # given one campaign that has both
    letters = [
        said(
            passage(journey, person),
            "queued",
            reason="",
            source_kind="campaign",
            source_id="1",
            occurrence="once",
        )
        for person in pair
    ]

    # when
    report = merge(pair)

    # then
    assert list(
        Message.objects.order_by("id").values_list("profile_id", "state", "reason")
    ) == [(pair[0], "suppressed", "canceled"), (pair[1], "queued", "")]
    part(report)
    assert Message.objects.get(pk=letters[0].pk).state == "suppressed"


def test_letter_in_a_senders_batch_is_judged_anew(journey, pair):
    # given
    letter = said(passage(journey, pair[0]), "queued", reason="")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE crm_message SET lease = gen_random_uuid(), lease_until = %s",
            [NOW + DAY],
        )

    # when
    merge(pair)

    # then
    letter.refresh_from_db()
    assert (letter.profile_id, letter.lease, letter.state) == (pair[1], None, "queued")


def test_who_was_held_back_stays_so_and_counts_once(pair):
    # given a guest who is held back, and a member who was not drawn
    measured = make_journey("measured", holdout_basis_points=2_000)
    draw(measured, pair[0], is_held_out=True)

    # when
    merge(pair)

    # then
    sides = HoldoutAssignment.objects.filter(profile_id=pair[1])
    assert list(sides.values_list("is_held_out", flat=True)) == [True]
    assert people_of_sides(measured) == (0, 1, 0)


def test_who_was_drawn_on_both_sides_is_left_out(pair, make_profile):
    # given
    measured = make_journey("measured", holdout_basis_points=2_000)
    draw(measured, pair[0], is_held_out=True)
    draw(measured, pair[1], is_held_out=False)
    draw(measured, make_profile(account_claim(9)).id, is_held_out=False)
    assert people_of_sides(measured) == (2, 1, 0)

    # when
    report = merge(pair)

    # then they are counted beside the lift
    assert people_of_sides(measured) == (1, 0, 1)

    # when
    part(report)

    # then
    assert people_of_sides(measured) == (2, 1, 0)


def people_of_sides(measured):
    late = BEGUN_AT + 400 * DAY
    [figures] = journey_figures([measured.pk], Period(None, late), now=late).values()
    compared = figures.comparison
    return compared.treated.people, compared.held_out.people, compared.left_out


def test_exclusions_of_staff_follow_and_standings_rest(club, make_ladder, pair):
    # given
    ladder = make_ladder(club.book_id)
    for person in pair:
        TierStanding.objects.create(
            ladder=ladder,
            profile_id=person,
            tier=ladder.tiers.get(code="silver"),
            next_review_at=NOW,
        )
    exclude_profile(club.book_id, pair[0], reason="Tests", author=STAFF, now=NOW)

    # when
    report = merge(pair)

    # then
    assert BookExclusion.objects.get().profile_id == pair[1]
    reviews = TierStanding.objects.order_by("id").values_list(
        "profile_id", "next_review_at"
    )
    assert list(reviews.all()) == [(pair[0], None), (pair[1], NOW)]

    # when
    part(report)

    # then
    assert BookExclusion.objects.get().profile_id == pair[0]
    assert list(reviews.all()) == [(pair[0], NOW + DAY), (pair[1], NOW)]


def hear_all():
    with clock.fixed_at(NOW):
        deliver(now=NOW)


def points_of(order):
    lots = Lot.objects.filter(source=f"order:{order.id}")
    return sorted((lot.part, lot.granted - lot.recalled) for lot in lots)


def test_one_person_has_one_first_order(make_club, tell_orders, pair):
    # given both have got points for their first order, the survivor for the later one
    club = make_club(FIRST)
    earlier = make_order(channel="shop", placed_at=PAID_AT - 9 * DAY)
    later = make_order(
        channel="shop", id="b5d5e5a0-0000-4000-8000-000000000002", placed_at=PAID_AT
    )
    tell_orders(earlier, profile_id=pair[0])
    tell_orders(later, profile_id=pair[1])
    settle({one.id: Cause(PAID_AT, Origin.LIVE) for one in (earlier, later)}, now=NOW)
    assert points_of(earlier) == points_of(later) == [("first_order", 50)]

    # when
    report = merge(pair)
    hear_all()

    # then the earlier one alone holds them
    assert str(FirstOrder.objects.get().order_id) == earlier.id
    assert points_of(earlier) == [("first_order", 50)]
    assert points_of(later) == [("first_order", 0)]

    # when
    part(report)
    hear_all()

    # then each has a first order again
    assert {
        (row.profile_id, str(row.order_id)) for row in FirstOrder.objects.all()
    } == {(pair[0], earlier.id), (pair[1], later.id)}
    assert points_of(earlier) == points_of(later) == [("first_order", 50)]
    assert verify(club.book_id) == []


def test_points_held_by_the_person_are_paid_by_whose_lots_they_are(club, pair):
    # given a hundred points of each, and a hundred and fifty held while they are one
    for number, person in enumerate(pair):
        grant = Grant(
            book_id=club.book_id,
            profile_id=person,
            key=f"g{number}",
            source=f"gift:{number}",
            points=100,
            occurred_at=PAID_AT + number * DAY,
        )
        accrue([grant], now=NOW)
    report = merge(pair)
    asked = {"book_id": club.book_id, "occurred_at": NOW}
    reserve([Reservation(**asked, profile_id=pair[1], points=150, key="held")], now=NOW)

    # when they part before it is used
    part(report)

    # then the oldest lot has paid first, and it is the source's
    assert held(club, pair) == [(0, 100), (50, 50)]

    # when
    redeem([Redemption(**asked, reservation_key="held", key="used")])

    # then
    assert held(club, pair) == [(0, 0), (50, 0)]
    burned = Account.objects.order_by("profile_id").values_list("profile_id", "burned")
    assert sorted(burned) == sorted([(pair[0], 100), (pair[1], 50)])
    assert verify(club.book_id) == []


def held(club, pair):
    found = balances(club.book_id, pair)
    return [(found[one].available, found[one].reserved) for one in pair]


def test_person_with_two_accounts_stays_until_the_last_is_closed(profile, make_profile):
    # given
    second = make_profile(account_claim(8, "second@example.com"))
    merge((second.id, profile.id))

    # when
    close_accounts([deleted(profile.id, 8)])

    # then
    assert Profile.objects.get(pk=profile.id).closed_at is None

    # when
    close_accounts([deleted(profile.id, 7)])

    # then
    assert Profile.objects.get(pk=profile.id).closed_at == NOW


def deleted(profile_id, user_id):
    return CustomerDeleted(
        key=f"customer:{user_id}:deleted",
        occurred_at=NOW,
        origin=Origin.LIVE,
        profile_id=profile_id,
        user_id=user_id,
    )
