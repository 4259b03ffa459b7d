"""Where the shop asks first, nothing is inferred of who has not agreed to be profiled."""

import datetime

import pytest
from django.db import connection

from saleor_crm_plugin.behavior.profiled import who_may_be_profiled
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.privacy import ask_before_inferring
from saleor_crm_plugin.identity.wishes import state_relationship
from saleor_crm_plugin.insight import tasks
from saleor_crm_plugin.insight.actions import assess, predict, score
from saleor_crm_plugin.insight.actions.assess import assess_profiles, note_asked_anew
from saleor_crm_plugin.insight.actions.predict import predict_customers
from saleor_crm_plugin.insight.actions.score import score_customers
from saleor_crm_plugin.insight.asking import agreed
from saleor_crm_plugin.insight.inference_models import CustomerInsight
from saleor_crm_plugin.insight.models import CustomerDay, CustomerMoney, CustomerRollup
from saleor_crm_plugin.insight.policies.evidence import Refusal
from saleor_crm_plugin.insight.score_models import CustomerScore
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.timeline.entry_type import Entry
from tests.fixtures.behavior import agree
from tests.fixtures.consent import ASKED_AT, HOUR, record_one

from .shopping import NOW

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def withdraw(profile_id):
    agree(profile_id, granted=False, occurred_at=ASKED_AT + HOUR)


def bought(profile_id, *, net=10, days=(40, 70)):
    """Let somebody have ordered so many days ago."""
    moments = sorted(NOW - ago * DAY for ago in days)
    CustomerRollup.objects.create(
        profile_id=profile_id,
        orders=len(moments),
        first_order_at=moments[0],
        last_order_at=moments[-1],
    )
    CustomerMoney.objects.create(
        profile_id=profile_id, currency="EUR", paid=net, net=net
    )
    CustomerDay.objects.bulk_create(
        [
            CustomerDay(
                profile_id=profile_id,
                day=moment.date(),
                channel_id=1,
                currency="EUR",
                orders=1,
                net=net,
            )
            for moment in moments
        ]
    )


def inferred(profile_id):
    """Return stage and relation, with the codes of what they were concluded from."""
    row = CustomerInsight.objects.get(profile_id=profile_id)
    signals = [*row.lifecycle_signals, *row.relationship_signals]
    return (
        row.lifecycle,
        row.relationship_type,
        {signal["code"] for signal in signals if signal["weight"]},
    )


def told(profile_id):
    rows = FactRow.objects.filter(
        code="insight.lifecycle_changed", profile_id=profile_id
    )
    return [
        (fact.payload["previous"], fact.payload["current"], fact.origin)
        for fact in rows.order_by("id")
    ]


@pytest.fixture
def two(people):
    """Two customers alike, of whom the first has agreed."""
    ada, ben = people(2)
    agree(ada)
    bought(ada)
    bought(ben)
    return ada, ben


def test_everybody_is_looked_at_unless_the_shop_asks(two):
    assess_profiles(two, now=NOW)

    assert [inferred(one)[0] for one in two] == ["active", "active"]
    assert note_asked_anew(now=NOW) == 2
    assert not CustomerInsight.objects.filter(due_at__lte=NOW).exists()


def test_only_who_agreed_is_looked_at_where_the_shop_asks(two):
    ada, ben = two
    ask_before_inferring(asks=True)

    assess_profiles(two, now=NOW)

    assert inferred(ada)[:2] == ("active", "occasional")
    assert inferred(ben) == ("", "unknown", {"not_agreed"})
    assert (told(ada), told(ben)) == ([("", "active", "rebuild")], [])
    row = CustomerInsight.objects.get(profile_id=ben)
    assert (row.lifecycle_since, row.due_at, row.assessed_at) == (None, None, NOW)


def test_the_evidence_of_who_has_not_agreed_is_not_even_read(two, monkeypatch):
    read = []
    reading = assess.evidence_of

    def watched(profile_ids, *, now):
        read.extend(profile_ids)
        return reading(profile_ids, now=now)

    monkeypatch.setattr(assess, "evidence_of", watched)
    ask_before_inferring(asks=True)

    assess_profiles(two, now=NOW)

    assert read == [two[0]]


def test_a_withdrawal_takes_back_what_was_inferred_and_a_grant_gives_it_again(two):
    # given
    ada, _ = two
    ask_before_inferring(asks=True)
    CustomerScore.objects.create(
        profile_id=ada, rfm_recency=5, rfm_frequency=1, rfm_monetary=1, p_alive=0.5
    )
    assess_profiles([ada], now=NOW)

    # when
    withdraw(ada)
    assess_profiles([ada], now=NOW + DAY)

    # then
    assert inferred(ada) == ("", "unknown", {"not_agreed"})
    assert told(ada)[1:] == [("active", "", "live")]
    scores = CustomerScore.objects.values_list("rfm_recency", "p_alive")
    assert list(scores) == [(None, None)]
    entry = Entry(
        id=1,
        profile_id=ada,
        occurred_at=NOW,
        entry_type="insight.lifecycle_changed",
        origin="live",
        payload={"previous": "active", "current": ""},
    )
    assert entry.summary == "Lifecycle: not concluded any more, before: active."

    # when they come back, it starts nothing that has been so before
    agree(ada, granted=True, occurred_at=ASKED_AT + 2 * HOUR, source="account")
    assess_profiles([ada], now=NOW + 2 * DAY)
    assert told(ada)[2:] == [("", "active", "rebuild")]


def test_what_a_person_says_counts_without_agreeing_to_anything(two):
    _, ben = two
    ask_before_inferring(asks=True)
    state_relationship(ben, "friend", source="shopper", now=NOW)

    assess_profiles([ben], now=NOW)

    assert inferred(ben) == ("", "friend", {"not_agreed", "stated"})


def test_a_change_of_mind_of_the_shop_reaches_everybody_and_no_others(two):
    # given
    ada, ben = two
    with clock.fixed_at(NOW):
        tasks.assess()
    assert inferred(ben)[0] == "active"

    # when the shop begins to ask
    ask_before_inferring(asks=True)
    later = NOW + DAY
    assert note_asked_anew(now=later, limit=1) == 1
    assert note_asked_anew(now=later, limit=1) == 1
    assert note_asked_anew(now=later, limit=1) == 0
    due = CustomerInsight.objects.filter(due_at=later)
    assert list(due.values_list("profile_id", flat=True)) == [ben]
    with clock.fixed_at(later):
        tasks.assess()
    assert (inferred(ada)[0], inferred(ben)[0]) == ("active", "")

    # and asks no more
    ask_before_inferring(asks=False)
    with clock.fixed_at(later + DAY):
        tasks.assess()
    assert (inferred(ada)[0], inferred(ben)[0]) == ("active", "active")


@pytest.fixture
def ten(people, monkeypatch):
    """Ten customers, the richer half of whom have agreed."""
    monkeypatch.setattr(score, "LEAST_SCORED", 5)
    made = people(10)
    for place, one in enumerate(made):
        bought(one, net=10 * (place + 1), days=(10 + place, 400))
    for one in made[5:]:
        agree(one)
    return made


def scored():
    rows = CustomerScore.objects.filter(rfm_monetary__isnull=False)
    return dict(rows.values_list("profile_id", "rfm_monetary"))


def test_scores_and_thresholds_are_of_who_agreed(ten):
    # given
    assert score_customers(now=NOW).customers == 10
    assert scored()[ten[9]] == 5

    # when
    ask_before_inferring(asks=True)
    run = score_customers(now=NOW)

    # then nobody else has scores, and those who are left share them among themselves
    assert (run.customers, run.refusal) == (5, "")
    assert scored() == {one: place + 1 for place, one in enumerate(ten[5:])}
    assert run.thresholds.get(dimension="monetary").values == [60, 70, 80, 90]
    assert score_customers(now=NOW).changed == 0


def test_too_few_who_agreed_leave_no_scores_of_the_others(ten, monkeypatch):
    score_customers(now=NOW)
    monkeypatch.setattr(score, "LEAST_SCORED", 6)
    ask_before_inferring(asks=True)

    run = score_customers(now=NOW)

    assert (run.refusal, run.changed) == (Refusal.TOO_FEW_CUSTOMERS, 5)
    assert set(scored()) == set(ten[5:])


def test_predictions_are_of_who_agreed(ten):
    # given predictions of a better time
    CustomerScore.objects.bulk_create(
        [CustomerScore(profile_id=one, p_alive=0.5) for one in ten[4:6]]
    )
    ask_before_inferring(asks=True)

    # when
    run = predict_customers(now=NOW)

    # then
    assert (run.customers, run.refusal) == (5, Refusal.TOO_FEW_REPEATERS)
    read = [
        one for page in predict._pages(NOW, predict.who_counts()) for one in page.ids
    ]
    assert read == sorted(ten[5:])
    assert not CustomerScore.objects.filter(p_alive__isnull=False).exists()


@pytest.mark.parametrize(
    "said",
    [
        [],
        [{}],
        [{"granted": False}],
        [{}, {"granted": False, "occurred_at": ASKED_AT + HOUR}],
        [{"granted": False}, {"occurred_at": ASKED_AT + HOUR}],
        [{"channel": "email"}],
        [{}, {"channel": "email", "granted": False}],
        [{"list_code": "news"}],
        [{"purpose": "marketing"}, {"purpose": "third_party"}],
    ],
)
def test_the_statements_ask_as_consent_does(said, profile):
    for number, act in enumerate(said):
        asked = {"purpose": "profiling", "channel": "any", **act}
        record_one(profile.pk, f"act:{number}", **asked)

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {agreed('%s')}", (profile.pk,))  # noqa: S608
        [has_agreed] = cursor.fetchone()

    assert has_agreed == (profile.pk in who_may_be_profiled([profile.pk]))
