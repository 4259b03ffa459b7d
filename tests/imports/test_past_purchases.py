"""Purchases elsewhere in what is reckoned of people: counted once, and taken back with their file."""

from decimal import Decimal

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.imports.policies import values
from saleor_crm_plugin.insight.actions.prove import differences, prove_rollups
from saleor_crm_plugin.insight.models import (
    CustomerDay,
    CustomerMoney,
    CustomerProduct,
    CustomerRollup,
)
from saleor_crm_plugin.ledger.models import Transaction
from saleor_crm_plugin.outbox.actions import deliver
from tests.insight.shopping import on, owner_of, tell
from tests.shop import rows
from tests.shop.rows import Line

from ..fixtures.import_file import bring, counts, problems, run, undone
from ..fixtures.program import make_program

EMAIL = "guest@example.com"
FILE = (
    "email,order,date,total,items,sku\n"
    f'{EMAIL},A1,2025-02-01 10:00,40,4,"{{sku}} x2, NO-SUCH"\n'
    f"{EMAIL},A2,2025-03-05 10:00,12.50,,\n"
)


def brought(content, currency="EUR"):
    """Carry out a file of purchases, and let everybody hear of it."""
    job = run(bring("past_purchases", content, currency=currency))
    deliver(now=clock.now())
    return job


@pytest.mark.django_db
def test_they_count_beside_the_shop_s_own_orders_and_go_with_their_file(channel):
    # given
    make_program(channel)
    drinks = rows.make_category()
    product = rows.make_product(category=drinks)
    variant = rows.make_variant(product)
    order = rows.make_order(
        channel,
        user_email=EMAIL,
        lines=[Line(quantity=3, variant=variant)],
        paid=True,
        created_at=on(2),
    )
    tell(order)
    person = owner_of(order)
    before = CustomerRollup.objects.values().get()
    moved = Transaction.objects.count()

    # when
    job = brought(FILE.format(sku=variant.sku))

    # then
    assert counts(job) == (2, 0, 0, 0)
    after = CustomerRollup.objects.get()
    assert (after.orders, after.items) == (3, 8)
    assert after.first_order_at.isoformat() == "2025-02-01T10:00:00+00:00"
    assert after.last_order_at == before["last_order_at"]
    money = {row.currency: row.net for row in CustomerMoney.objects.all()}
    assert sum(money.values()) == order.total_gross_amount + Decimal("52.50")
    known = CustomerProduct.objects.get(profile_id=person, product_id=product.pk)
    assert (known.orders, known.items, known.category_id) == (2, 5, drinks.pk)
    assert CustomerDay.objects.filter(channel_id=0).count() == 2
    assert Transaction.objects.count() == moved
    assert differences([person]) == []
    assert prove_rollups(now=clock.now()).different == 0

    # when
    again = brought(FILE.format(sku=variant.sku))
    assert counts(again) == (0, 0, 2, 0)
    job = undone(job)
    deliver(now=clock.now())

    # then
    assert (job.undone, CustomerRollup.objects.values().get()) == (2, before)
    assert differences([person]) == []


@pytest.mark.django_db
def test_what_the_shop_has_as_an_order_too_counts_once(channel):
    # given
    order = rows.make_order(
        channel, user_email=EMAIL, lines=[Line()], paid=True, created_at=on(2)
    )
    tell(order)
    line = f"{EMAIL},{{}},2026-03-02,{order.total_gross_amount},,\n"

    # when
    brought(
        "email,order,date,total,items,sku\n" + line.format("A1") + line.format("A2"),
        order.currency,
    )

    # then
    assert CustomerRollup.objects.get().orders == 2
    assert differences([owner_of(order)]) == []


@pytest.mark.django_db
def test_the_proof_finds_and_mends_a_rollup_without_them(guest_profile):
    # given
    brought(FILE.format(sku="NONE"))
    CustomerRollup.objects.update(orders=1)

    # when
    report = prove_rollups(now=clock.now())

    # then
    assert (report.compared, report.different, report.unsettled) == (1, 1, 0)
    assert CustomerRollup.objects.get().orders == 2


@pytest.mark.django_db
def test_there_are_not_more_goods_than_pieces(guest_profile):
    job = brought(FILE.replace("{sku}", "A").replace(",40,4,", ",40,2,"))
    assert problems(job)[2] == [("sku", "out_of_range")]
    assert counts(job) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A-1", (("A-1", 1),)),
        ("A-1 x2; B*3|A-1", (("A-1", 3), ("B", 3))),
        ("MAX2 X 4", (("MAX2", 4),)),
        ("BOX2", (("BOX2", 1),)),
    ],
)
def test_goods_are_read_as_people_list_them(text, found):
    assert values.goods(text) == found
