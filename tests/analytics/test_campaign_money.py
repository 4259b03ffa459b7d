"""What a campaign brought and cost, reckoned once more by plain SQL over the shop's tables."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import connection

from saleor_crm_plugin.analytics.campaign_definitions import (
    CampaignMetric,
)
from saleor_crm_plugin.analytics.campaign_queries import campaign_figures
from saleor_crm_plugin.analytics.figures import Period
from saleor_crm_plugin.attribution.actions.decide import decide
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.loyalty.models import ProgramCurrency
from saleor_crm_plugin.messaging.price_models import MessagePrice
from saleor_crm_plugin.observation.actions.observe_orders import observe_orders
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.saleor_adapter.vouchers import add_codes
from tests.fixtures.campaign_rows import (
    give_run_code,
    measured_campaign,
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
LATER = BEGUN_AT + 100 * DAY
EVER = Period(None, LATER)


def figures(campaign, period=EVER, now=LATER):
    """Ask for the figures of one campaign."""
    return campaign_figures([campaign.pk], period, now=now)[campaign.pk]


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
    assert found.whole.counts[CampaignMetric.CONVERTED] == 1
