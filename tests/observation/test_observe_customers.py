"""Observing accounts: facts, proofs of e-mails, and whose orders are looked at again."""

import datetime

import pytest

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.models import PersonName
from saleor_crm_plugin.observation import queries
from saleor_crm_plugin.observation.actions import observe_customers, observe_orders
from saleor_crm_plugin.observation.actions.observe_orders import MAX_IDS, TooMany
from saleor_crm_plugin.observation.models import ToldCustomer
from saleor_crm_plugin.observation.person import ToldStates
from saleor_crm_plugin.outbox.handlers import subscribed_temporarily
from saleor_crm_plugin.outbox.marks import ORDER
from saleor_crm_plugin.outbox.models import FactRow, Mark
from saleor_crm_plugin.saleor_adapter.private_hash import email_hash
from tests.shop import rows

NOW = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)
ANN = "ann@example.com"

pytestmark = pytest.mark.django_db


def observe(*users, **changes):
    return observe_customers(
        [user.pk for user in users], **{"origin": Origin.LIVE, "now": NOW} | changes
    )


def told_codes() -> list[str]:
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))


def marked_orders() -> set[str]:
    return set(Mark.objects.filter(kind=ORDER).values_list("object_id", flat=True))


def test_a_new_account_is_told_and_its_name_known():
    # given
    user = rows.make_user(email=ANN, first_name="Ann", last_name="Lee")

    # when
    report = observe(user)

    # then
    assert (report.seen, report.changed, report.facts) == (1, 1, 1)
    fact = FactRow.objects.get()
    assert (fact.code, fact.key, fact.payload) == (
        "customer.registered",
        f"customer:{user.pk}:registered:1",
        {"user_id": user.pk},
    )
    told = queries.told_customers([user.pk])[user.pk]
    assert (told.profile_id, told.revision) == (fact.profile_id, 1)
    assert told.state.email_hash == email_hash(ANN)
    name = PersonName.objects.get()
    assert (name.profile_id, name.first_name, name.last_name) == (
        fact.profile_id,
        "Ann",
        "Lee",
    )


def test_a_person_can_be_given_what_is_remembered_of_their_account():
    # given
    user = rows.make_user(email=ANN)
    observe(user)
    person = ToldCustomer.objects.get().profile_id

    # when
    [exported] = ToldStates().export(person)

    # then
    assert (exported["id"], exported["email_hash"]) == (user.pk, email_hash(ANN))
    assert ToldStates().export(person + 1) == []


def test_observing_again_tells_and_writes_nothing():
    # given
    user = rows.make_user()
    observe(user)
    before = ToldCustomer.objects.values().get()

    # when
    report = observe(user)

    # then
    assert (report.changed, report.facts) == (0, 0)
    assert ToldCustomer.objects.values().get() == before


@pytest.mark.parametrize("count", [1, 40])
def test_observing_takes_as_many_statements_for_many_accounts_as_for_one(
    count, django_assert_max_num_queries
):
    users = [rows.make_user() for _ in range(count)]

    with subscribed_temporarily({}), django_assert_max_num_queries(18):
        observe(*users)

    assert FactRow.objects.count() == count


def test_staff_accounts_are_not_told():
    observe(rows.make_staff())

    assert told_codes() == []
    assert ToldCustomer.objects.get().is_registered is False


def test_more_than_a_thousand_at_once_are_refused():
    with pytest.raises(TooMany):
        observe_customers(range(1, MAX_IDS + 2), origin=Origin.LIVE, now=NOW)

    assert ToldCustomer.objects.count() == 0


def test_a_hook_can_prove_the_present_email():
    # given
    user = rows.make_user(email=ANN)
    observe(user)

    # when
    observe(user, verified={user.pk: email_hash(ANN)})
    observe(user)

    # then
    assert told_codes() == ["customer.registered", "customer.email_verified"]
    assert queries.told_customers([user.pk])[user.pk].state.has_verified_email is True


def test_a_hook_cannot_prove_another_email():
    # given
    user = rows.make_user(email=ANN)

    # when
    observe(user, verified={user.pk: email_hash("other@example.com")})

    # then
    assert told_codes() == ["customer.registered"]


def test_another_email_is_not_proven_any_more():
    # given
    user = rows.make_user(email=ANN)
    observe(user, verified={user.pk: email_hash(ANN)})

    # when
    rows.set_columns(user, email="bob@example.com")
    observe(user)

    # then
    assert told_codes()[2:] == ["customer.email_changed"]
    told = queries.told_customers([user.pk])[user.pk]
    assert told.state.has_verified_email is False


def test_when_an_email_is_proven_its_orders_are_looked_at_again(channel):
    # given
    user = rows.make_user(email=ANN)
    guest_order = rows.make_order(channel, user_email="Ann@Example.com")
    own_order = rows.make_order(channel, user=user, user_email="office@example.com")
    other = rows.make_order(channel, user_email="bob@example.com")
    orders = [str(order.pk) for order in (guest_order, own_order, other)]
    observe_orders(orders, origin=Origin.LIVE, now=NOW)
    observe(user)
    Mark.objects.all().delete()

    # when
    observe(user, verified={user.pk: email_hash(ANN)})

    # then
    assert marked_orders() == {str(guest_order.pk), str(own_order.pk)}


def test_a_change_that_says_nothing_about_whose_an_order_is_marks_none(channel):
    # given
    user = rows.make_user(email=ANN)
    order = rows.make_order(channel, user=user)
    observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
    observe(user)
    Mark.objects.all().delete()

    # when
    rows.set_columns(user, language_code="it")
    report = observe(user)

    # then
    assert report.changed == 1
    assert marked_orders() == set()


def test_a_deleted_account_is_told_once_and_its_orders_looked_at(channel):
    # given
    user = rows.make_user(email=ANN)
    user_id = user.pk
    order = rows.make_order(channel, user=user)
    observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
    observe(user)
    Mark.objects.all().delete()
    user.delete()

    # when
    reports = [
        observe_customers([user_id], origin=Origin.LIVE, now=NOW) for _ in range(2)
    ]

    # then
    assert [report.facts for report in reports] == [1, 0]
    fact = FactRow.objects.get(code="customer.deleted")
    assert fact.profile_id == queries.told_customers([user_id])[user_id].profile_id
    assert marked_orders() == {str(order.pk)}


def test_an_account_known_by_its_orders_only_is_told_as_deleted(channel):
    # given
    user = rows.make_user(email=ANN)
    user_id = user.pk
    order = rows.make_order(channel, user=user)
    observe_orders([str(order.pk)], origin=Origin.LIVE, now=NOW)
    user.delete()

    # when
    observe_customers([user_id], origin=Origin.LIVE, now=NOW)

    # then
    assert told_codes()[-1] == "customer.deleted"
    assert (
        FactRow.objects.latest("id").profile_id
        == FactRow.objects.earliest("id").profile_id
    )


def test_an_account_that_nobody_knew_is_told_nowhere():
    observe_customers([987654], origin=Origin.LIVE, now=NOW)

    assert told_codes() == []
    assert queries.told_customers([987654]) == {}
