"""Hours learned by one statement are those of the policy, person by person, and say why."""

import datetime
import random
import uuid
from collections import defaultdict
from zoneinfo import ZoneInfo

import pytest

from saleor_crm_plugin.campaigns.best_hours import KnownHour, known_hours, shop_hours
from saleor_crm_plugin.campaigns.policies.best_hour import (
    CLICKED,
    HOURS,
    LEAST_ACTS,
    OPENED,
    ORDERED,
    BestHour,
    Habit,
    HourSource,
    best_hour,
)
from saleor_crm_plugin.consent.actions.record import record_consents
from saleor_crm_plugin.identity.detail_models import PersonDetails
from saleor_crm_plugin.identity.models import PrivacySettings
from saleor_crm_plugin.messaging.actions.choices import SendingChoices, choose_sending
from saleor_crm_plugin.messaging.models import Message
from saleor_crm_plugin.messaging.touch_models import Touch
from saleor_crm_plugin.messaging.zones import zone_parameters
from saleor_crm_plugin.observation.models import ToldOrder
from tests.fixtures.campaign_rows import persons
from tests.fixtures.messages import AUTHOR, NOON, consent_act

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
ZONES = ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
FALLBACK = 10


def lives(profile_id, zone):
    PersonDetails.objects.create(
        profile_id=profile_id, time_zone=zone, source="shopper", changed_at=NOON
    )


def at_hour(hour, zone="UTC", days_ago=1):
    """Return the moment at which it was so late there, some days ago."""
    day = (NOON - days_ago * DAY).date()
    wall = datetime.datetime.combine(day, datetime.time(hour, 20))
    return wall.replace(tzinfo=ZoneInfo(zone))


def order(profile_id, at, **changes):
    return ToldOrder(
        **{
            "order_id": uuid.uuid4(),
            "profile_id": profile_id,
            "placed_at": at,
            "currency": "EUR",
            "is_placed": True,
        }
        | changes
    )


def message(profile_id, **changes):
    return Message(
        **{
            "public_id": uuid.uuid4(),
            "source_kind": "journey",
            "source_id": "1",
            "occurrence": uuid.uuid4().hex,
            "profile_id": profile_id,
            "purpose": "marketing",
            "template_code": "welcome",
            "priority": 1,
            "when_refused": "defer",
            "state": "sent",
            "due_at": NOON,
            "expires_at": NOON,
            "queued_at": NOON,
            "changed_at": NOON,
        }
        | changes
    )


def touch(of, kind, at, **changes):
    return Touch(
        **{
            "message": of.public_id,
            "kind": kind,
            "first_at": at,
            "last_at": at,
            "is_machine": False,
            "is_judged": True,
        }
        | changes
    )


def store(*rows):
    by_model = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for model, some in by_model.items():
        model.objects.bulk_create(some)


def ordered_at(profile_id, *hours, zone="UTC"):
    store(
        *(
            order(profile_id, at_hour(hour, zone, days_ago=place + 1))
            for place, hour in enumerate(hours)
        )
    )


def hours_of(*profile_ids):
    return known_hours(
        profile_ids,
        channel="email",
        zones=zone_parameters(""),
        fallback=FALLBACK,
        now=NOON,
    )


def own(hour, acts):
    return BestHour(hour=hour, source=HourSource.OWN, acts=acts)


def no_habit(acts=0):
    return BestHour(hour=FALLBACK, source=HourSource.FALLBACK, acts=acts)


def test_an_hour_is_that_of_the_persons_own_clock():
    one, other = persons(2)
    lives(one, "Asia/Shanghai")
    ordered_at(one, *[21] * LEAST_ACTS, zone="Asia/Shanghai")
    ordered_at(other, *[21] * (LEAST_ACTS - 1))

    found = hours_of(one, other)

    assert found == {
        one: KnownHour(best=own(21, LEAST_ACTS), zone="Asia/Shanghai"),
        other: KnownHour(best=no_habit(LEAST_ACTS - 1), zone="UTC"),
    }


def test_a_message_is_one_act_and_a_click_says_more_than_an_opening():
    [one] = persons(1)
    opened, clicked = [message(one) for _ in range(3)], [message(one) for _ in range(2)]
    store(
        *opened,
        *clicked,
        *(touch(each, "open", at_hour(7)) for each in opened),
        # opened early, followed twice late: late is when there was time
        *(touch(each, "open", at_hour(7)) for each in clicked),
        *(touch(each, "click", at_hour(18), link_id=1) for each in clicked),
        *(touch(each, "click", at_hour(19), link_id=2) for each in clicked),
    )

    found = hours_of(one)[one].best

    assert found == own(18, acts=5)


def test_what_no_person_did_says_nothing():
    [one] = persons(1)
    ordered_at(one, *[9] * LEAST_ACTS)
    probe, sent = message(one, is_test=True), [message(one) for _ in range(3)]
    long_ago = NOON - 181 * DAY
    store(
        probe,
        *sent,
        touch(probe, "click", at_hour(22)),
        touch(sent[0], "click", at_hour(22), is_scanner=True),
        touch(sent[1], "open", at_hour(22), is_machine=True),
        touch(sent[2], "click", at_hour(22), is_judged=False),
        *(order(one, at_hour(22), is_gone=True) for _ in range(9)),
        *(order(one, at_hour(22), is_reissue=True) for _ in range(9)),
        *(order(one, at_hour(22), is_placed=False) for _ in range(9)),
        *(order(one, long_ago) for _ in range(9)),
    )

    assert hours_of(one)[one].best == own(9, LEAST_ACTS)


def test_of_who_has_said_no_to_profiling_no_act_is_looked_at():
    refusing, silent = persons(2)
    ordered_at(refusing, *[9] * LEAST_ACTS)
    ordered_at(silent, *[9] * LEAST_ACTS)
    record_consents(
        [consent_act(refusing, channel="any", purpose="profiling", granted=False)],
        now=NOON,
    )

    found = hours_of(refusing, silent)

    assert found[refusing].best == no_habit()
    assert found[silent].best == own(9, LEAST_ACTS)
    shop = shop_hours(
        channel="email", zones=zone_parameters(""), fallback=FALLBACK, now=NOON
    )
    assert shop.habit.acts == LEAST_ACTS


def test_where_the_shop_asks_first_only_who_said_yes_is_looked_at():
    agreed, silent = persons(2)
    ordered_at(agreed, *[9] * LEAST_ACTS)
    ordered_at(silent, *[9] * LEAST_ACTS)
    record_consents([consent_act(agreed, channel="any", purpose="profiling")], now=NOON)
    PrivacySettings.objects.update_or_create(
        pk=1, defaults={"asks_before_inferring": True}
    )

    found = hours_of(agreed, silent)

    assert found[agreed].best == own(9, LEAST_ACTS)
    assert found[silent].best == no_habit()


def test_hours_in_which_nothing_leaves_are_nobodys():
    choose_sending(
        SendingChoices(quiet_from=datetime.time(20), quiet_until=datetime.time(8)),
        author=AUTHOR,
        now=NOON,
    )
    [owl] = persons(1)
    ordered_at(owl, *[23] * 6, 19)

    assert hours_of(owl)[owl].best == own(19, 7)


def test_everybodys_hour_is_the_policys_in_one_statement_for_many(
    django_assert_num_queries,
):
    # given people of four zones with acts at random, many of them in the shop's evening
    dice = random.Random(5)
    everybody = persons(60)
    zones, rows = {}, []
    own_weights = defaultdict(lambda: [0] * HOURS)
    acts = defaultdict(int)
    for person in everybody:
        zones[person] = dice.choice(ZONES)
        lives(person, zones[person])
        for _ in range(dice.choice([0, 3, 5, 6, 9])):
            hour = dice.choice([*range(HOURS), 20, 20, 21, 21])
            at = at_hour(hour, zones[person], days_ago=dice.randint(1, 20))
            weight = dice.choice([OPENED, CLICKED, ORDERED])
            own_weights[person][hour] += weight
            acts[person] += 1
            if weight == ORDERED:
                rows.append(order(person, at))
            else:
                sent = message(person)
                kind = "click" if weight == CLICKED else "open"
                rows += [sent, touch(sent, kind, at)]
    store(*rows)
    shop = Habit(
        tuple(
            sum(own_weights[one][hour] for one in everybody) for hour in range(HOURS)
        ),
        sum(acts.values()),
    )

    # when
    parameters = zone_parameters("")
    # each of two with its savepoint and without compiling, and the shop's quiet hours
    with django_assert_num_queries(2 * 5 + 1):
        found = known_hours(
            everybody, channel="email", zones=parameters, fallback=FALLBACK, now=NOON
        )

    # then
    expected = {
        one: best_hour(
            Habit(tuple(own_weights[one]), acts[one]),
            shop,
            allowed=range(HOURS),
            fallback=FALLBACK,
        )
        for one in everybody
    }
    assert {one: known.best for one, known in found.items()} == expected
    assert {one: known.zone for one, known in found.items()} == zones
    assert {known.best.source for known in found.values()} == {
        HourSource.OWN,
        HourSource.SHOP,
    }
    assert len({known.best.hour for known in found.values()}) > 5
