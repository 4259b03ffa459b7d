"""The treated of a campaign beside its held out: everybody drawn, whatever was sent to them."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.analytics.campaign_queries import campaign_figures
from saleor_crm_plugin.analytics.figures import Period, Side
from saleor_crm_plugin.experiments.models import Experiment
from saleor_crm_plugin.experiments.policies import TooFew
from saleor_crm_plugin.identity.models import Profile
from tests.fixtures.campaign_rows import (
    drawn,
    frozen,
    measured_campaign,
    persons,
    run_of,
    sent,
)
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR
from tests.fixtures.passages import told

pytestmark = pytest.mark.django_db

LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)


def figures(campaign, period=EVER, now=LATER):
    """Ask for the figures of one campaign."""
    return campaign_figures([campaign.pk], period, now=now)[campaign.pk]


@pytest.fixture
def compared():
    """Return a run of a campaign with a holdout of its own."""
    campaign = measured_campaign()
    campaign.experiment = Experiment.objects.create(
        code="campaign:1", salt="s", held_out_basis_points=1_000
    )
    campaign.save()
    return run_of(campaign)


def test_too_few_claim_nothing(compared):
    for place, person in enumerate(persons(30)):
        frozen(compared, person, is_held_out=place % 2 == 0)
        told(person, "10")

    found = figures(compared.campaign).whole.comparison

    assert (found.treated, found.held_out) == (Side(15, 0, 15), Side(15, 0, 15))
    assert (found.conversion, found.refusal) == (None, TooFew("people", 100, 15, 15))
    [money] = found.revenue
    assert (money.per_person, money.refusal) == (None, TooFew("people", 100, 15, 15))


def test_enough_people_show_what_the_campaign_brought(compared):
    # given 120 on each side, half of each by either variant: half of the treated buy for 10, a
    # quarter of the others
    for place, person in enumerate(persons(240)):
        is_held_out, arm = place % 2 == 0, "ab"[place // 2 % 2]
        frozen(compared, person, is_held_out=is_held_out, arm=arm)
        if place // 4 % (4 if is_held_out else 2) == 0:
            told(person, "12", refunded=Decimal(2))

    found = figures(compared.campaign)

    whole = found.whole.comparison
    assert (whole.treated, whole.held_out) == (Side(120, 0, 60), Side(120, 0, 30))
    assert whole.conversion.estimate == pytest.approx(0.25)
    assert whole.conversion.is_certain
    [money] = whole.revenue
    assert money.per_person.estimate == pytest.approx(2.5)
    assert money.total.estimate == pytest.approx(300)
    # and each variant is held against those who would have got it
    for arm in "ab":
        one = found.variants[arm].comparison
        assert (one.treated, one.held_out) == (Side(60, 0, 30), Side(60, 0, 15))
        assert one.refusal == TooFew("people", 100, 60, 60)


def test_currencies_are_compared_apart(compared):
    ann, ben = persons(2)
    frozen(compared, ann)
    frozen(compared, ben, is_held_out=True)
    told(ann, "50")
    told(ann, "30", currency="EUR")

    found = figures(compared.campaign).whole.comparison

    assert [one.currency for one in found.revenue] == ["EUR", "USD"]
    assert found.treated.converted == 1


def test_whoever_was_drawn_counts_whatever_became_of_them(compared):
    # given five treated of whom one only was written to, and two who were left out undrawn
    people = persons(8)
    sent(compared, people[0])
    sent(compared, people[1], "suppressed", reason="no_consent")
    sent(compared, people[2], "failed", reason="rejected")
    for person, reason in ((people[3], "no_code"), (people[4], "canceled")):
        drawn(compared.campaign, person, is_held_out=False)
        frozen(compared, person, excluded_reason=reason)
    frozen(compared, people[5], arm="", excluded_reason="excluded")
    frozen(compared, people[6], arm="", excluded_reason="time_over")
    frozen(compared, people[7], is_held_out=True)

    found = figures(compared.campaign).whole.comparison

    assert (found.treated.people, found.held_out.people) == (5, 1)


def test_orders_count_for_both_sides_from_the_freezing_for_the_days(compared):
    ann, ben = persons(2)
    frozen(compared, ann)
    frozen(compared, ben, is_held_out=True)
    for person in (ann, ben):
        told(person, "1", at=BEGUN_AT - HOUR)
        told(person, "2", at=BEGUN_AT)
        told(person, "4", at=BEGUN_AT + 5 * DAY)

    over = figures(compared.campaign).whole.comparison
    early = figures(compared.campaign, EVER, BEGUN_AT + 4 * DAY).whole.comparison

    assert (over.treated, over.held_out) == (Side(1, 0, 1), Side(1, 0, 1))
    assert (early.treated, early.held_out) == (Side(0, 1, 0), Side(0, 1, 0))


def test_who_was_on_both_sides_before_a_merge_is_left_out_and_counted(compared):
    # given Ann, who turned out to be Ben; Cid, who turned out to be Dan of the other variant; Eva
    ann, ben, cid, dan, eva = persons(5)
    frozen(compared, ann, is_held_out=True)
    frozen(compared, ben)
    frozen(compared, cid, arm="a")
    frozen(compared, dan, arm="b")
    frozen(compared, eva)
    Profile.objects.filter(pk=ann).update(merged_into_id=ben)
    Profile.objects.filter(pk=cid).update(merged_into_id=dan)
    told(ben, "10")
    told(dan, "10")

    # then Cid counts in all and for no variant, Ann nowhere
    found = figures(compared.campaign)
    whole = found.whole.comparison
    assert (whole.treated, whole.held_out) == (Side(2, 0, 1), Side())
    assert whole.left_out == 1
    first, second = (found.variants[arm].comparison for arm in "ab")
    assert (first.treated, first.left_out) == (Side(1, 0, 0), 2)
    assert (second.treated, second.left_out) == (Side(), 1)


def test_who_waited_for_a_winner_is_held_against_those_who_waited(compared):
    ann, ben = persons(2)
    frozen(compared, ann, arm="b")
    frozen(compared, ben, arm="", is_held_out=True)
    compared.winner, compared.winner_at = "b", BEGUN_AT
    compared.save()

    found = figures(compared.campaign).variants["b"].comparison

    assert (found.treated.people, found.held_out.people) == (1, 1)


def test_a_campaign_without_a_holdout_compares_nothing():
    campaign = measured_campaign(holdout_basis_points=0)
    sent(run_of(campaign), 1)

    found = figures(campaign)

    assert found.whole.comparison is None
    assert found.variants["a"].comparison is None
