"""What was ticked in the storefront is an act of consent, and never stronger than a later word."""

import datetime

import pytest

from saleor_crm_plugin.consent.actions.note_choices import note_choices
from saleor_crm_plugin.consent.actions.settings import set_double_opt_in
from saleor_crm_plugin.consent.models import ConsentEvent
from saleor_crm_plugin.consent.policies import ConsentStatus
from saleor_crm_plugin.consent.queries import consent_of
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.observation.events import CustomerRegistered
from tests.fixtures.catching_up import catch_up
from tests.fixtures.consent import record_one
from tests.fixtures.unchanged import nothing_changes
from tests.shop.driver import buy
from tests.shop.rows import model

HOUR = datetime.timedelta(hours=1)
ANN = "ann@example.com"


def order_with(shop, **metadata):
    """Let Ann order something, her storefront having written this beside it."""
    order = buy(shop, ANN, book=1)
    written = {f"paper.{name}": value for name, value in metadata.items()}
    model("order.Order").objects.filter(pk=order.pk).update(metadata=written)
    catch_up()
    return order


def acts():
    return list(
        ConsentEvent.objects.values_list("channel", "purpose", "status", "source")
    )


def test_a_ticked_box_is_a_grant_of_that_moment(shop):
    ticked_at = clock.now() - HOUR

    order_with(shop, marketing_opt_in="true", marketing_opt_in_at=ticked_at.isoformat())
    catch_up()

    assert acts() == [("email", "marketing", "granted", "checkout")]
    assert ConsentEvent.objects.get().occurred_at == ticked_at


@pytest.mark.parametrize("value", ["false", "", "yes please", "TRUE"])
def test_any_other_value_says_nothing(shop, value):
    order_with(shop, marketing_opt_in=value)

    assert acts() == []


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "yesterday", "2026-01-01"])
def test_a_moment_that_cannot_be_is_that_of_the_order(shop, moment):
    order = order_with(shop, marketing_opt_in="true", marketing_opt_in_at=moment)

    assert ConsentEvent.objects.get().occurred_at <= order.created_at + HOUR
    assert ConsentEvent.objects.get().occurred_at <= clock.now()


def test_it_never_outweighs_what_the_person_said_since(shop, make_profile):
    from tests.fixtures.person import guest_claim

    ann = make_profile(guest_claim(ANN)).pk
    record_one(ann, "no", granted=False, occurred_at=clock.now() - HOUR / 2)

    order_with(
        shop,
        marketing_opt_in="true",
        marketing_opt_in_at=(clock.now() - HOUR).isoformat(),
    )

    said = consent_of([ann], channel="email", purpose="marketing")
    assert said == {ann: ConsentStatus.WITHDRAWN}
    assert len(acts()) == 2


def test_with_double_opt_in_it_is_only_asked_for(shop):
    set_double_opt_in("email", double_opt_in=True, author="user:1", now=clock.now())

    order_with(shop, marketing_opt_in="true")

    assert acts() == [("email", "marketing", "pending", "checkout")]


def test_an_account_says_it_once(profile):
    rows = model("account.User").objects
    rows.create(
        pk=7, email="ada@example.com", metadata={"paper.marketing_opt_in": "true"}
    )
    fact = CustomerRegistered(
        key="customer:7:1",
        occurred_at=clock.now() - HOUR,
        origin=Origin.BACKFILL,
        profile_id=profile.pk,
        user_id=7,
    )

    note_choices([fact])
    with nothing_changes():
        note_choices([fact])

    assert acts() == [("email", "marketing", "granted", "registration")]
