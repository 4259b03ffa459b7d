"""What begins because time has passed: birthdays, habits, anniversaries, goods that are back."""

import datetime

from saleor_crm_plugin.core.facts import Origin
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import DetailsChange, change_details
from saleor_crm_plugin.identity.queries import profiles_of_users
from saleor_crm_plugin.journeys.actions.scan import PAGE, ScanReport, scan_due
from saleor_crm_plugin.journeys.actions.switch import pause, turn_on
from saleor_crm_plugin.journeys.models import Enrollment, JourneyScan
from saleor_crm_plugin.observation.actions import observe_orders
from tests.fixtures.journey import AUTHOR, BEGUN_AT, DAY, HOUR, definition, make_journey
from tests.shop import rows

PER_KEY = {"re_entry": {"rule": "per_key"}}
QUARTER = datetime.timedelta(minutes=15)


def _journey(kind, **settings):
    return make_journey(**definition(trigger={"kind": kind, **settings}, **PER_KEY))


def _found():
    return sorted(Enrollment.objects.values_list("profile_id", "key"))


def _ordered(channel, user, *days_ago):
    made = [
        rows.make_order(channel, user=user, created_at=BEGUN_AT - days * DAY, paid=True)
        for days in days_ago
    ]
    observe_orders([str(one.pk) for one in made], origin=Origin.SWEEP, now=BEGUN_AT)
    return made, profiles_of_users([user.pk])[user.pk]


def test_a_birthday_begins_at_its_hour_once_a_year(people):
    _journey("birthday", at="09:00", zone="Europe/Rome")
    born, other = people(2)
    change_details(
        [
            DetailsChange(profile_id=born, birthday=Birthday(month=3, day=2)),
            DetailsChange(profile_id=other, birthday=Birthday(month=3, day=4)),
        ],
        source="test",
        now=BEGUN_AT,
    )

    scan_due(now=BEGUN_AT + 19 * HOUR)
    assert _found() == []
    scan_due(now=BEGUN_AT + 21 * HOUR)
    scan_due(now=BEGUN_AT + 22 * HOUR)

    assert _found() == [(born, "birthday:2026")]
    assert Enrollment.objects.get().due_at == datetime.datetime(
        2026, 3, 2, 8, tzinfo=datetime.UTC
    )


def test_days_that_went_by_are_made_up_for_within_the_freshness(people):
    journey = _journey("birthday", at="09:00")
    missed, fresh = people(2)
    change_details(
        [
            DetailsChange(profile_id=missed, birthday=Birthday(month=3, day=3)),
            DetailsChange(profile_id=fresh, birthday=Birthday(month=3, day=9)),
        ],
        source="test",
        now=BEGUN_AT,
    )
    pause(journey.pk, author=AUTHOR, now=BEGUN_AT)
    assert scan_due(now=BEGUN_AT + 8 * DAY) == ScanReport()
    turn_on(journey.pk, author=AUTHOR, now=BEGUN_AT + 8 * DAY)

    scan_due(now=BEGUN_AT + 8 * DAY)

    assert _found() == [(fresh, "birthday:2026")]


def test_who_has_not_ordered_for_so_long_is_won_back(channel):
    _journey("win_back", after_days=30)
    (last,), lost = _ordered(channel, rows.make_user("a@example.com"), 30)
    _ordered(channel, rows.make_user("b@example.com"), 30, 2)
    _ordered(channel, rows.make_user("c@example.com"), 33)

    scan_due(now=BEGUN_AT + QUARTER)
    scan_due(now=BEGUN_AT + 2 * QUARTER)

    assert _found() == [(lost, f"win_back:{last.pk}")]
    assert Enrollment.objects.get().subject["order_id"] == str(last.pk)


def test_the_first_order_has_an_anniversary(channel):
    _journey("first_order_anniversary")
    _, loyal = _ordered(channel, rows.make_user("a@example.com"), 365.25, 3)
    _ordered(channel, rows.make_user("b@example.com"), 700, 365.25)

    scan_due(now=BEGUN_AT + QUARTER)

    assert _found() == [(loyal, "anniversary:1")]


def test_who_orders_every_ten_days_is_reminded_by_that(channel):
    _journey("replenishment")
    made, steady = _ordered(channel, rows.make_user("a@example.com"), 29.5, 19.5, 9.5)
    _ordered(channel, rows.make_user("b@example.com"), 50, 20, 9.5)
    _ordered(channel, rows.make_user("c@example.com"), 19.5, 9.5)

    scan_due(now=BEGUN_AT + DAY)

    assert _found() == [(steady, f"replenishment:{made[-1].pk}")]


def test_a_scan_goes_on_where_it_was_stopped(people, monkeypatch):
    monkeypatch.setattr("saleor_crm_plugin.journeys.actions.scan.PAGE", 2)
    _journey("birthday", at="13:00")
    profiles = people(5)
    change_details(
        [
            DetailsChange(profile_id=one, birthday=Birthday(month=3, day=1))
            for one in profiles
        ],
        source="test",
        now=BEGUN_AT,
    )
    now = BEGUN_AT + 2 * HOUR

    assert scan_due(now=now, deadline=0) == ScanReport()
    assert scan_due(now=now) == ScanReport(found=5, pages=3)

    assert [profile for profile, _ in _found()] == profiles
    assert JourneyScan.objects.get().scanned_until == now
    assert PAGE == 500
