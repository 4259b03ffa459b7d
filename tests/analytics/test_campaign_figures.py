"""What a campaign did and brought, reckoned in the database and once more from the shop's tables."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.campaign_definitions import (
    DEFINITIONS,
    LABELS,
    CampaignMetric,
)
from saleor_crm_plugin.analytics.campaign_figures import ReasonCount
from saleor_crm_plugin.analytics.campaign_queries import COUNTED, campaign_figures
from saleor_crm_plugin.analytics.figures import Period, Side
from saleor_crm_plugin.attribution.actions.decide import decide
from saleor_crm_plugin.consent.models import ConsentEvent
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.experiments.models import Experiment
from saleor_crm_plugin.experiments.policies import TooFew
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.loyalty.models import ProgramCurrency
from saleor_crm_plugin.messaging.price_models import MessagePrice
from saleor_crm_plugin.observation.actions.observe_orders import observe_orders
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.saleor_adapter.vouchers import add_codes
from tests.fixtures.campaign_rows import (
    drawn,
    frozen,
    give_run_code,
    measured_campaign,
    message_of,
    persons,
    run_of,
    sent,
)
from tests.fixtures.catching_up import catch_up
from tests.fixtures.journey import BEGUN_AT, DAY, HOUR
from tests.fixtures.passages import told, touch
from tests.fixtures.program import make_program
from tests.shop.rows import (
    Line,
    fulfill_rows,
    make_channel,
    make_order,
    make_variant,
    make_voucher,
    refund_rows,
    return_rows,
)

pytestmark = pytest.mark.django_db

CODE = "AB23-CD45-EF67"

_M = CampaignMetric
LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)
# One of these is everybody's.
STANDINGS = (
    _M.HELD_OUT,
    _M.EXCLUDED,
    _M.WAITING,
    _M.DEFERRED,
    _M.REFUSED,
    _M.FAILED,
    _M.UNKNOWN,
    _M.SENT,
)


def figures(campaign, period=EVER, now=LATER):
    """Ask for the figures of one campaign."""
    return campaign_figures([campaign.pk], period, now=now)[campaign.pk]


def counted(found, *metrics):
    """Return these counts."""
    return {metric: found.counts[metric] for metric in metrics}


def test_every_metric_is_defined_in_a_sentence():
    assert set(DEFINITIONS) == set(LABELS) == set(CampaignMetric)
    assert all(text.endswith(".") for text in DEFINITIONS.values())


def test_a_campaign_that_never_ran_has_figures_of_nothing():
    campaign = measured_campaign()

    found = figures(campaign)

    assert found.whole.counts == dict.fromkeys(COUNTED, 0)
    assert (found.whole.revenue, found.whole.reached) == ([], 0)
    assert found.whole.rate(_M.COMPLAINED) is None
    assert found.whole.comparison.treated == found.whole.comparison.held_out == Side()
    assert (list(found.variants), found.days, found.model) == (
        ["a", "b"],
        5,
        "last_click",
    )


def test_everybody_in_the_audience_stands_in_one_place():
    # given one of each
    run = run_of(measured_campaign())
    frozen(run, 1, is_held_out=True)
    frozen(run, 2, arm="", excluded_reason="no_variant")
    frozen(run, 3)
    sent(run, 4, "queued")
    sent(run, 5, "queued", reason="quiet_hours")
    sent(run, 6, "suppressed", reason="no_consent")
    sent(run, 7, "suppressed", reason="no_consent")
    sent(run, 8, "suppressed", reason="frequency_cap", arm="b")
    sent(run, 9, "suppressed", reason="held_out")
    sent(run, 10, "failed", reason="rejected")
    sent(run, 11, "unknown", reason="crashed")
    sent(run, 12, "sent")
    sent(run, 13, "bounced")
    sent(run, 14, "delivered")
    sent(run, 15, "opened")
    touch(sent(run, 16, "complained", arm="b"), "click", link_id=1)
    sent(run, 17, "clicked", arm="b")

    # when
    found = figures(run.campaign)

    # then
    counts = found.whole.counts
    assert counts == {
        _M.AUDIENCE: 17,
        _M.HELD_OUT: 2,
        _M.EXCLUDED: 1,
        _M.WAITING: 2,
        _M.DEFERRED: 1,
        _M.REFUSED: 3,
        _M.FAILED: 1,
        _M.UNKNOWN: 1,
        _M.SENT: 6,
        _M.BOUNCED: 1,
        _M.DELIVERED: 4,
        _M.OPENED: 3,
        _M.CLICKED: 2,
        _M.CONVERTED: 0,
        _M.UNSUBSCRIBED: 0,
        _M.COMPLAINED: 1,
    }
    assert sum(counts[one] for one in STANDINGS) == counts[_M.AUDIENCE]
    assert found.whole.reasons[_M.REFUSED] == [
        ReasonCount("no_consent", 2),
        ReasonCount("frequency_cap", 1),
    ]
    assert found.whole.reasons[_M.EXCLUDED] == [ReasonCount("no_variant", 1)]
    assert counted(found.variants["b"], _M.AUDIENCE, _M.REFUSED, _M.CLICKED) == {
        _M.AUDIENCE: 3,
        _M.REFUSED: 1,
        _M.CLICKED: 2,
    }
    assert found.whole.rate(_M.COMPLAINED) == 1 / 5


def test_who_leaves_by_a_link_leaves_the_last_message_before_it():
    # given five who withdraw: after it, too late, before it, on the phone, after another message
    run = run_of(measured_campaign())
    for person in range(1, 6):
        sent(run, person, "delivered")
    message_of("journey", "1", 5, "sent", BEGUN_AT + HOUR)
    withdraw(1)
    withdraw(2, BEGUN_AT + 7 * DAY)
    withdraw(3, BEGUN_AT - HOUR)
    withdraw(4, source="staff_phone")
    withdraw(5, BEGUN_AT + 2 * HOUR)

    found = figures(run.campaign).whole

    assert found.counts[_M.UNSUBSCRIBED] == 1
    assert found.rate(_M.UNSUBSCRIBED) == 1 / 5


def withdraw(person, at=BEGUN_AT + 2 * HOUR, **changes):
    """Store that somebody wants no more marketing."""
    ConsentEvent.objects.create(
        **{
            "key": uuid.uuid4().hex,
            "profile_id": person,
            "channel": "email",
            "purpose": "marketing",
            "status": "withdrawn",
            "source": "one_click",
            "occurred_at": at,
            "recorded_at": at,
        }
        | changes
    )


def test_only_runs_that_began_within_the_period_count():
    campaign = measured_campaign()
    sent(run_of(campaign, "2026-03-01"), 1)
    sent(run_of(campaign, "2026-03-02", BEGUN_AT + DAY), 1)

    first = figures(campaign, Period(None, BEGUN_AT + DAY)).whole
    both = figures(campaign).whole

    assert (first.counts[_M.SENT], both.counts[_M.SENT]) == (1, 2)


def test_money_is_what_the_shop_has_kept(db):
    """Orders of the shop's own tables, each clicked before; reckoned again by plain SQL."""
    run = run_of(measured_campaign())
    main, euro = make_channel("main", "USD"), make_channel("euro", "EUR")
    known, free = make_variant(channels=[main, euro]), Line(unit_price=Decimal(7))
    whole = place(main, Line(quantity=3, variant=known), free)
    part = place(main, Line(quantity=4, variant=known))
    place(euro, Line(quantity=2, variant=known))
    fulfill_rows(part)
    return_rows(part, {part.lines.get(): 1})
    refund_rows(part, Decimal(10))
    refund_rows(whole, Decimal("9.25"))
    credit(run)

    # when
    amounts = {one.currency: one for one in figures(run.campaign).whole.revenue}

    # then gross, refunds and net are those of the shop's transactions
    assert {
        currency: (one.orders, one.gross, one.refunded, one.net)
        for currency, one in amounts.items()
    } == {row[0]: tuple(row[1:]) for row in rows_of(PLAIN_MONEY)}
    assert {one.net for one in amounts.values()} == {
        Decimal("57.75"),
        Decimal(20),
    }
    # and the margin is of the lines whose cost the shop knows, at one unit of money apiece
    assert [(one.lines, one.lines_known) for one in amounts.values()] == [
        (1, 1),
        (3, 2),
    ]
    shares = {row[0]: row[1:] for row in rows_of(PLAIN_LINES)}
    for currency, one in amounts.items():
        sold, cost = shares[currency]
        assert float(one.margin) == pytest.approx(sold - cost)
    assert amounts["EUR"].margin == 18
    assert amounts["USD"].known_share == 2 / 3


# What came in and went out, by the events of the shop's transactions alone.
PLAIN_MONEY = """
SELECT placed.currency, count(DISTINCT placed.id),
       sum(event.amount_value) FILTER (WHERE event.type = 'charge_success'),
       coalesce(sum(event.amount_value) FILTER (WHERE event.type = 'refund_success'), 0),
       (SELECT sum(total_charged_amount) FROM order_order WHERE currency = placed.currency)
FROM order_order AS placed
JOIN payment_transactionitem AS item ON item.order_id = placed.id
JOIN payment_transactionevent AS event ON event.transaction_id = item.id
GROUP BY placed.currency
"""
PLAIN_LINES = """
SELECT placed.currency,
       sum(line.total_price_net_amount * placed.total_charged_amount
           / placed.total_gross_amount)::float,
       sum(1.0 * (line.quantity - coalesce((
           SELECT sum(quantity) FROM order_fulfillmentline
           JOIN order_fulfillment ON order_fulfillment.id = fulfillment_id
           WHERE order_line_id = line.id AND status = 'returned'), 0)))::float
FROM order_order AS placed JOIN order_orderline AS line ON line.order_id = placed.id
WHERE line.variant_id IS NOT NULL
GROUP BY placed.currency
"""


def rows_of(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def place(channel, *lines):
    """Place a paid order of a guest of their own, a day after the campaign."""
    return make_order(
        channel,
        user_email=f"{uuid.uuid4().hex}@example.com",
        lines=lines,
        paid=True,
        created_at=BEGUN_AT + DAY,
    )


def credit(run):
    """Observe the shop; let everybody who ordered have clicked the message of the run."""
    ids = [str(row) for (row,) in rows_of("SELECT id FROM order_order")]
    observe_orders(ids, origin=Origin.LIVE, now=LATER)
    for profile_id in ToldOrder.objects.values_list("profile_id", flat=True):
        touch(sent(run, profile_id, "clicked"), "click", link_id=1)
    decide(ids, now=LATER)


def test_an_order_shared_by_two_messages_brings_each_its_part():
    of = {"attribution": {"model": "even"}}
    first = run_of(measured_campaign(**of))
    second = run_of(measured_campaign(**of))
    for run in (first, second):
        touch(sent(run, 1, "clicked"), "click", link_id=1)
    order = told(1, "50.001", refunded=Decimal(10))
    decide([str(order.pk)], now=LATER)

    parts = [figures(run.campaign).whole.revenue[0] for run in (first, second)]

    assert [one.net for one in parts] == [Decimal("20.001"), Decimal(20)]
    assert [one.refunded for one in parts] == [5, 5]
    assert [one.orders for one in parts] == [1, 1]


def test_messages_cost_what_the_shop_pays_for_them():
    run = run_of(measured_campaign())
    MessagePrice.objects.create(channel="email", amount="0.25", currency="EUR")
    sent(run, 1)
    sent(run, 2, "bounced", arm="b")
    sent(run, 3, "suppressed", reason="no_consent")

    found = figures(run.campaign)

    [whole] = found.whole.revenue
    assert (whole.currency, whole.message_cost, whole.net) == (
        "EUR",
        Decimal("0.5"),
        Decimal("-0.5"),
    )
    assert (whole.orders, whole.margin, whole.known_share) == (0, None, None)
    assert found.variants["b"].revenue[0].message_cost == Decimal("0.25")


def test_points_cost_what_the_books_say_they_are_worth(db):
    # given a point per dollar, worth a cent
    channel = make_channel("main", "USD")
    program = make_program(channel)
    worth = {"worth_per_point": Decimal("0.01")}
    ProgramCurrency.objects.update_or_create(
        program=program, currency="USD", defaults=worth
    )
    run = run_of(measured_campaign())
    now = datetime.datetime.now(tz=datetime.UTC)
    make_order(
        channel,
        user_email="ann@example.com",
        lines=[Line(quantity=4)],
        paid=True,
        created_at=now,
    )
    ids = [str(row) for (row,) in rows_of("SELECT id FROM order_order")]
    observe_orders(ids, origin=Origin.LIVE, now=now)
    catch_up()
    person = ToldOrder.objects.get().profile_id
    at = now - HOUR
    message = sent(run, person, "clicked", at)
    touch(message, "click", link_id=1, first_at=at, last_at=at)
    decide(ids, now=now)

    # then
    [amount] = figures(run.campaign, Period(None, now + DAY), now + DAY).whole.revenue
    [[points]] = rows_of("SELECT sum(granted) FROM crm_ledger_lot")
    assert points == 40
    assert amount.points_cost == points * Decimal("0.01")
    assert amount.net == 40 - amount.points_cost


def test_a_code_costs_what_the_shop_took_off(shop):
    # given a code of the run, used by somebody else, who has clicked nothing
    run = run_of(measured_campaign())
    voucher = make_voucher(shop.channel)
    now = datetime.datetime.now(tz=datetime.UTC)
    add_codes(voucher.pk, [CODE], now=now)
    ann = persons(1)[0]
    sent(run, ann, "sent", now, arm="b", subject={"code": CODE})
    give_run_code(run, ann, CODE)
    cart = shop.guest_checkout("ben@example.com", book=2)
    shop.use_code(cart, CODE)
    shop.pay(cart)
    shop.complete(cart)
    catch_up()

    # when
    found = figures(run.campaign, Period(None, now + DAY), now + DAY)

    # then what was paid is already less by the code: it is taken away once
    [amount] = found.whole.revenue
    [[paid, full]] = rows_of(
        "SELECT total_gross_amount, undiscounted_total_gross_amount FROM order_order"
    )
    assert (amount.coupon_cost, amount.gross, amount.net) == (full - paid, full, paid)
    assert amount.coupon_cost > 0
    assert found.variants["b"].revenue == [amount]
    assert found.variants["a"].revenue == []
    assert found.whole.counts[_M.CONVERTED] == 1


# --- beside the held out ----------------------------------------------------------


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


def test_many_campaigns_cost_as_many_statements_as_one(django_assert_num_queries):
    campaigns = [measured_campaign() for _ in range(10)]
    for person, campaign in enumerate(campaigns, start=1):
        sent(run_of(campaign), person)

    with django_assert_num_queries(6):
        campaign_figures([campaigns[0].pk], EVER, now=LATER)
    with django_assert_num_queries(6):
        found = campaign_figures([one.pk for one in campaigns], EVER, now=LATER)
    assert [one.whole.counts[_M.SENT] for one in found.values()] == [1] * 10
