"""What a journey did and brought, reckoned in the database and once more by hand."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.analytics.definitions import DEFINITIONS, Metric
from saleor_crm_plugin.analytics.figures import Exit, Period, Revenue, Side
from saleor_crm_plugin.analytics.queries import COUNTED, journey_figures
from saleor_crm_plugin.experiments.models import HoldoutAssignment
from saleor_crm_plugin.experiments.policies import TooFew
from saleor_crm_plugin.journeys.actions.hear import hear
from saleor_crm_plugin.journeys.actions.wake import wake_due
from saleor_crm_plugin.journeys.steps.send_message import SendMessage
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.models import Mark
from saleor_crm_plugin.saleor_adapter.vouchers import (
    add_codes,
)
from tests.fixtures.catching_up import catch_up
from tests.fixtures.journey import (
    BEGUN_AT,
    DAY,
    HOUR,
    definition,
    make_journey,
    registered,
)
from tests.fixtures.passages import draw, give_code, passage, said, told, touch
from tests.shop.rows import make_voucher

pytestmark = pytest.mark.django_db

DAYS = 7
WINDOW = DAYS * DAY
LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)
MEASURED = {
    "goal": {"events": [{"event": "order.placed"}], "within_days": DAYS},
    "holdout_basis_points": 2_000,
}


@pytest.fixture
def measured():
    """Return a journey with a goal within seven days and a holdout."""
    return make_journey("measured", **MEASURED)


def figures(journey, period=EVER, now=LATER):
    """Ask for the figures of one journey."""
    return journey_figures([journey.pk], period, now=now)[journey.pk]


def nets(found):
    """Return net revenue by currency."""
    return {one.currency: one.net for one in found.revenue}


def test_a_journey_without_people_has_figures_of_nothing(measured):
    found = figures(measured)

    assert found.counts == dict.fromkeys(COUNTED, 0)
    assert (found.days, found.exits, found.revenue) == (DAYS, [], [])
    assert found.comparison.treated == found.comparison.held_out == Side()
    assert found.data_until == LATER


def test_every_metric_is_defined_in_a_sentence():
    assert set(DEFINITIONS) == set(Metric)
    assert all(text.endswith(".") for text in DEFINITIONS.values())


def test_the_funnel_counts_passages_and_not_messages(measured):
    # given one who clicked twice, one who complained after a click, and who got nothing
    keen, cross, shown, silent, probe = (
        passage(measured, person) for person in range(1, 6)
    )
    said(keen, "clicked")
    said(keen, "clicked")
    complaint = said(cross, "complained")
    touch(complaint, "click", link_id=1)
    said(shown, "complained")
    said(silent, "suppressed")
    said(silent, "unknown")
    said(probe, "clicked", is_test=True)

    # then
    assert figures(measured).counts == {
        Metric.ENROLLED: 5,
        Metric.SHADOW: 0,
        Metric.SENT: 3,
        Metric.DELIVERED: 3,
        Metric.OPENED: 2,
        Metric.CLICKED: 2,
        Metric.MESSAGES: 4,
        Metric.GOAL_REACHED: 0,
    }


def test_a_scanner_opens_nothing(measured):
    complaint = said(passage(measured, 1), "complained")
    touch(complaint, "click", is_scanner=True)
    touch(complaint, "open", is_judged=False)

    counts = figures(measured).counts
    assert (counts[Metric.DELIVERED], counts[Metric.OPENED]) == (1, 0)


def test_exits_are_counted_by_their_reason(measured):
    passage(measured, 1)
    passage(measured, 2, state="exited", end_reason="goal", goal_at=BEGUN_AT)
    passage(measured, 3, state="exited", end_reason="goal", goal_at=BEGUN_AT)
    draw(measured, 4, is_held_out=True)
    passage(measured, 4, state="exited", end_reason="stayed_too_long")

    found = figures(measured)
    assert found.exits == [Exit("goal", 2), Exit("end", 1)]
    assert (found.counts[Metric.GOAL_REACHED], found.counts[Metric.SHADOW]) == (2, 1)


def test_a_refund_after_the_fact_lowers_revenue(measured):
    passage(measured, 1)
    order = told(1, "50")
    assert nets(figures(measured)) == {"USD": 50}

    ToldOrder.objects.filter(pk=order.pk).update(refunded=20)
    assert nets(figures(measured)) == {"USD": 30}

    # A chargeback of what was refunded already takes nothing twice.
    ToldOrder.objects.filter(pk=order.pk).update(charged_back=50)
    assert nets(figures(measured)) == {"USD": 0}

    ToldOrder.objects.filter(pk=order.pk).update(is_canceled=True)
    assert nets(figures(measured)) == {}


def test_currencies_stay_apart(measured):
    passage(measured, 1)
    told(1, "50")
    told(1, "30", currency="EUR", refunded=Decimal(10))

    assert nets(figures(measured)) == {"EUR": 20, "USD": 50}


def test_an_order_counts_once_however_many_passages_led_to_it(measured):
    passage(measured, 1)
    passage(measured, 1, BEGUN_AT + HOUR)
    told(1, "50")

    [revenue] = figures(measured).revenue
    assert (revenue.orders, revenue.net) == (1, 50)


def test_orders_before_or_long_after_count_nowhere(measured):
    passage(measured, 1)
    told(1, "1", at=BEGUN_AT - HOUR)
    told(1, "2", at=BEGUN_AT)
    told(1, "4", at=BEGUN_AT + WINDOW)
    told(2, "8")

    assert nets(figures(measured)) == {"USD": 2}


def test_only_who_came_in_within_the_period_counts(measured):
    passage(measured, 1)
    passage(measured, 2, BEGUN_AT + DAY)
    told(1, "1")
    told(2, "2", at=BEGUN_AT + 2 * DAY)

    first = figures(measured, Period(None, BEGUN_AT + DAY))
    second = figures(measured, Period(BEGUN_AT + DAY, LATER))

    assert (nets(first), nets(second)) == ({"USD": 1}, {"USD": 2})
    assert first.counts[Metric.ENROLLED] == second.counts[Metric.ENROLLED] == 1


def test_a_coupon_costs_what_the_shop_took_off(shop):
    # given a journey that gave a code, used in an order of the person and never observed twice
    journey = make_journey("coupons")
    use_a_code(shop, journey, "ann@example.com", books=2)
    order = ToldOrder.objects.get()

    # then what was paid is already less by the coupon: it is taken away once
    assert figures_now(journey).revenue == [
        Revenue(
            currency="USD",
            orders=1,
            gross=Decimal(25),
            refunded=Decimal(0),
            coupon_cost=Decimal(5),
            net=Decimal(20),
        )
    ]
    # when the order is somebody else's, only the cost is left
    ToldOrder.objects.filter(pk=order.pk).update(profile_id=order.profile_id + 1)
    assert nets(figures_now(journey)) == {"USD": -5}


def figures_now(journey):
    later = datetime.datetime.now(tz=datetime.UTC) + DAY
    return figures(journey, Period(None, later), now=later)


def use_a_code(shop, journey, email, *, books):
    """Let somebody use a code of a journey in the shop; they are known from an order before."""
    voucher = make_voucher(shop.channel)
    now = datetime.datetime.now(tz=datetime.UTC)
    [code] = add_codes(voucher.pk, ["FIVE-OFF"], now=now)
    cart = shop.guest_checkout(email, book=books)
    shop.use_code(cart, code)
    shop.pay(cart)
    shop.complete(cart)
    catch_up()
    order = ToldOrder.objects.get()
    entered = passage(journey, order.profile_id, order.placed_at - HOUR)
    give_code(entered, code)


def test_what_waits_makes_the_figures_older(measured):
    Mark.objects.create(kind="order", object_id="1", created_at=LATER - HOUR)
    assert figures(measured).data_until == LATER - HOUR

    Mark.objects.update(tries=100)
    assert figures(measured).data_until == LATER


def test_too_few_claim_nothing(measured):
    for person in range(1, 31):
        draw(measured, person, is_held_out=person % 2 == 0)
        passage(measured, person, goal_at=BEGUN_AT + HOUR)
        told(person, "10")

    found = figures(measured).comparison

    assert (found.treated, found.held_out) == (Side(15, 0, 15), Side(15, 0, 15))
    assert found.conversion is None
    assert found.refusal == TooFew("people", 100, 15, 15)
    [money] = found.revenue
    assert (money.per_person, money.total) == (None, None)
    assert money.refusal == TooFew("people", 100, 15, 15)


def test_enough_people_show_what_the_journey_brought(measured):
    # given 120 people on each side: half of the treated buy for 10, a quarter of the others
    for person in range(1, 241):
        is_held_out = person > 120
        draw(measured, person, is_held_out=is_held_out)
        buys = person % (4 if is_held_out else 2) == 0
        goal_at = BEGUN_AT + HOUR if buys else None
        passage(measured, person, goal_at=goal_at)
        if buys:
            told(person, "10")

    # when
    found = figures(measured).comparison

    # then
    assert found.refusal is None
    assert found.conversion.estimate == pytest.approx(0.25)
    assert found.conversion.is_certain
    [money] = found.revenue
    assert money.per_person.estimate == pytest.approx(2.5)
    assert money.total.estimate == pytest.approx(300)
    assert found.treated == Side(people=120, waiting=0, converted=60)


def test_everybody_drawn_is_compared_and_only_the_first_passage_converts(measured):
    # given one who was drawn and outranked, one who converts at the second try, one who waits
    draw(measured, 1)
    draw(measured, 2)
    passage(measured, 2)
    passage(measured, 2, BEGUN_AT + HOUR, goal_at=BEGUN_AT + 2 * HOUR)
    draw(measured, 3, LATER - DAY)

    found = figures(measured).comparison

    assert found.treated == Side(people=2, waiting=1, converted=0)


@pytest.mark.usefixtures("at_the_beginning")
def test_the_held_out_get_no_message_and_are_counted_apart(people, monkeypatch):
    # given a journey that holds back half of its people
    monkeypatch.setattr(SendMessage, "lacks", lambda *_: {})
    steps = {
        "say": {"kind": "send_message", "template": "hello", "next": "end"},
        "end": {"kind": "exit"},
    }
    journey = make_journey(
        **definition(start="say", steps=steps, holdout_basis_points=5_000)
    )
    profiles = people(20)

    # when everybody comes in
    hear([registered(one) for one in profiles])
    wake_due(now=BEGUN_AT)

    # then
    rows = HoldoutAssignment.objects.filter(is_held_out=True)
    held_out = set(rows.values_list("profile_id", flat=True))
    written_to = set(Message.objects.values_list("profile_id", flat=True))
    assert written_to == set(profiles) - held_out
    counts = figures(journey).counts
    assert counts[Metric.ENROLLED] == 20
    assert counts[Metric.SHADOW] == len(held_out) > 0


def test_many_journeys_cost_as_many_queries_as_one(measured, django_assert_num_queries):
    others = [make_journey(f"other{number}") for number in range(9)]
    for number, journey in enumerate([measured, *others]):
        passage(journey, number + 1)
    with django_assert_num_queries(9):
        journey_figures([measured.pk], EVER, now=LATER)
    with django_assert_num_queries(9):
        found = journey_figures(
            [measured.pk, *(one.pk for one in others)], EVER, now=LATER
        )
    assert [one.counts[Metric.ENROLLED] for one in found.values()] == [1] * 10
