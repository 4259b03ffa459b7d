"""Consents, opening balances and past purchases out of files."""

import datetime
from decimal import Decimal

import pytest

from saleor_crm_plugin.consent.models import ConsentEvent
from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.imports.errors import InvalidOptions
from saleor_crm_plugin.imports.models import ImportState
from saleor_crm_plugin.ledger.actions.adjust import adjust
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.ledger.requests import Adjustment
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.timeline.models import PastPurchase

from ..fixtures.import_file import bring, counts, problems, rehearsed, run, undone
from ..fixtures.person import guest_claim

CONSENTS = (
    "邮箱;订阅;时间;来源\n"
    "guest@example.com;是;2026-01-02 10:00;shop_floor\n"
    "guest@example.com;no;2026-01-03;shop_floor\n"
    "nobody@example.com;yes;2026-01-03;\n"
    "guest@example.com;maybe;2999-01-03;\n"
)
PURCHASES = (
    "email,Order,Date,Total,Items\n"
    'guest@example.com,A1,24/12/2024,"1.234,50",2\n'
    "guest@example.com,A2,2025-02-01,10,\n"
    "guest@example.com,A1,2025-02-01,10,\n"
)


def marketing(profile):
    """Return where the person's consent to marketing by e-mail stands."""
    found = consent_of([profile.pk], channel="email", purpose="marketing")
    return found[profile.pk]


@pytest.mark.django_db
def test_consents_come_with_their_own_time_and_source(guest_profile):
    # when
    job = run(bring("consents", CONSENTS))

    # then
    assert counts(job) == (1, 1, 0, 2)
    assert problems(job) == {
        4: [("", "nobody_found")],
        5: [("订阅", "no_status"), ("时间", "in_future")],
    }
    assert marketing(guest_profile) == ConsentStatus.WITHDRAWN
    events = ConsentEvent.objects.filter(profile_id=guest_profile.pk).order_by(
        "occurred_at"
    )
    assert [(row.status, row.source, row.occurred_at) for row in events] == [
        (
            "granted",
            "shop_floor",
            datetime.datetime(2026, 1, 2, 10, tzinfo=datetime.UTC),
        ),
        ("withdrawn", "shop_floor", datetime.datetime(2026, 1, 3, tzinfo=datetime.UTC)),
    ]
    origins = FactRow.objects.filter(code__startswith="consent.")
    assert {row.origin for row in origins} == {Origin.IMPORT}


@pytest.mark.django_db
def test_consents_again_and_older_ones_change_nothing(guest_profile):
    # given
    run(bring("consents", CONSENTS))

    # when
    again = run(bring("consents", CONSENTS))
    older = run(
        bring("consents", "email,status,time\nguest@example.com,yes,2025-05-05\n")
    )

    # then
    assert (counts(again), counts(older)) == ((0, 0, 2, 2), (0, 0, 1, 0))
    assert ConsentEvent.objects.count() == 2
    assert marketing(guest_profile) == ConsentStatus.WITHDRAWN


@pytest.mark.django_db
def test_undoing_a_grant_withdraws_it_and_a_withdrawal_stays(
    guest_profile, make_profile
):
    # given
    other = make_profile(guest_claim("other@example.com"))
    job = run(
        bring(
            "consents",
            "email,status,time\nguest@example.com,y,2026-01-02\nother@example.com,n,2026-01-02\n",
        )
    )

    # when
    job = undone(job)

    # then
    assert (job.undone, job.kept) == (1, 1)
    assert problems(job) == {3: [("", "withdrawal_stays")]}
    assert marketing(guest_profile) == marketing(other) == ConsentStatus.WITHDRAWN
    later = run(
        bring("consents", "email,status,time\nguest@example.com,y,2026-01-04\n")
    )
    assert counts(later) == (0, 1, 0, 0)
    assert marketing(guest_profile) == ConsentStatus.GRANTED


@pytest.mark.django_db
def test_balances_are_counted_before_and_entered_once(guest_profile, program):
    # given
    text = "email;Punti;Scadenza\nguest@example.com;1.500;31/12/2099\nguest@example.com;10;\nx@example.com;0;1/1/2001\n"
    job = bring("opening_balances", text, program="club", system="old_shop")

    # when
    planned = rehearsed(job)
    assert (planned.points, counts(planned)) == (1500, (1, 0, 0, 2))
    job = run(job)
    again = run(bring("opening_balances", text, program="club", system="old_shop"))

    # then
    assert problems(job) == {
        3: [("", "twice_in_file")],
        4: [("Punti", "out_of_range"), ("Scadenza", "out_of_range")],
    }
    assert (counts(again), again.points) == ((0, 0, 1, 2), 0)
    assert (
        balances(program.book_id, [guest_profile.pk])[guest_profile.pk].available
        == 1500
    )
    other = "email,points\nguest@example.com,7\n"
    job = run(bring("opening_balances", other, program="club", system="old_shop"))
    assert problems(job) == {2: [("points", "other_before")]}


@pytest.mark.django_db
def test_balances_are_taken_back_whole_and_can_come_again(guest_profile, program):
    # given
    text = "email,points\nguest@example.com,300\n"
    job = run(bring("opening_balances", text, program="club"))

    # when
    job = undone(job)

    # then
    assert (job.state, job.undone) == (ImportState.UNDONE, 1)
    assert (
        balances(program.book_id, [guest_profile.pk])[guest_profile.pk].available == 0
    )
    assert counts(run(bring("opening_balances", text, program="club"))) == (1, 0, 0, 0)
    assert (
        balances(program.book_id, [guest_profile.pk])[guest_profile.pk].available == 300
    )


@pytest.mark.django_db
def test_balances_of_which_points_were_moved_stay(guest_profile, program):
    # given
    job = run(
        bring(
            "opening_balances", "email,points\nguest@example.com,300\n", program="club"
        )
    )
    taken = Adjustment(
        book_id=program.book_id,
        profile_id=guest_profile.pk,
        points=-1,
        reason="Spent",
        author="user:1",
        key="one",
        occurred_at=clock.now(),
    )
    adjust([taken], now=clock.now())

    # when
    job = undone(job)

    # then
    assert (job.kept, problems(job)) == (1, {2: [("", "points_moved")]})
    assert (
        balances(program.book_id, [guest_profile.pk])[guest_profile.pk].available == 299
    )


@pytest.mark.django_db
def test_balances_need_a_program_there_is():
    with pytest.raises(InvalidOptions):
        bring("opening_balances", "email,points\n", program="none")


@pytest.mark.django_db
def test_purchases_become_history_and_go_again(guest_profile):
    # given
    options = {"currency": "EUR", "decimal_comma": True, "system": "magento"}

    # when
    job = run(bring("past_purchases", PURCHASES, **options))

    # then
    assert counts(job) == (2, 0, 0, 1)
    assert problems(job) == {4: [("Order", "twice_in_file")]}
    rows = PastPurchase.objects.filter(profile_id=guest_profile.pk).order_by(
        "placed_at"
    )
    assert [(row.amount, row.currency, row.items, row.source) for row in rows] == [
        (Decimal("1234.5"), "EUR", 2, "magento"),
        (Decimal(10), "EUR", 1, "magento"),
    ]
    told = FactRow.objects.filter(code="timeline.past_purchase_told").order_by("id")
    assert [(fact.origin, fact.occurred_at) for fact in told] == [
        (Origin.IMPORT, row.placed_at) for row in rows
    ]
    again = run(bring("past_purchases", PURCHASES, **options))
    assert counts(again) == (0, 0, 2, 1)
    assert (undone(job).undone, PastPurchase.objects.count()) == (2, 0)
    assert counts(run(bring("past_purchases", PURCHASES, **options))) == (2, 0, 0, 1)
