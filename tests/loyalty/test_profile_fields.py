"""Members earn once for each thing that they tell, whatever is emptied, merged or parted since."""

import datetime

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.attributes import (
    Definition,
    save_definition,
    set_own_attributes,
)
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import (
    DetailsChange,
    change_details,
    change_own_details,
)
from saleor_crm_plugin.identity.label_models import AttributeAudience, AttributeType
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.loyalty.asked_fields import asked_fields
from saleor_crm_plugin.loyalty.queries import programs
from saleor_crm_plugin.outbox.actions import deliver
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.tiers.actions.exclude import exclude_profile

from ..fixtures.club import STARTS_AT

NOW = STARTS_AT + datetime.timedelta(days=5)
DAY = datetime.timedelta(days=1)
BIRTHDAY = Birthday(month=3, day=14)
EARNS = {"by_field": {"birthday": 50, "language": 5, "attribute:size": 20}}
STAFF = "user:1"


@pytest.fixture
def paying(make_club):
    """A program that pays for a birthday, a language and a size."""
    save_definition(
        Definition(
            name="size", type=AttributeType.TEXT, audience=AttributeAudience.ASKED
        ),
        author=STAFF,
        now=NOW,
    )
    return make_club({"profile_fields": EARNS})


def tell(profile_id, *, now=NOW, **details):
    change_own_details(DetailsChange(profile_id=profile_id, **details), now=now)
    settle(now)


def tell_size(profile_id, size, *, now=NOW):
    set_own_attributes(profile_id, {"size": size}, now=now)
    settle(now)


def settle(now):
    with clock.fixed_at(now):
        deliver(now=now)


def points(program, *profile_ids):
    found = balances(program.book_id, profile_ids)
    return [found[one].available for one in profile_ids]


def missing(program, profile_id):
    row = programs().get(pk=program.pk)
    found = asked_fields(row, [profile_id], now=NOW)[profile_id]
    return {one.name: one.points for one in found}


def test_each_field_earns_once_and_shows_what_is_left(paying, profile):
    # given
    assert missing(paying, profile.id) == {
        "first_name": 0,
        "birthday": 50,
        "phone": 0,
        "language": 5,
        "time_zone": 0,
        "attribute:size": 20,
    }

    # when
    tell(profile.id, birthday=BIRTHDAY, time_zone="Europe/Rome")
    tell_size(profile.id, "M")

    # then
    assert points(paying, profile.id) == [70]
    assert missing(paying, profile.id) == {"first_name": 0, "phone": 0, "language": 5}
    assert verify() == []


def test_emptied_and_told_again_earns_nothing(paying, profile):
    # given
    tell(profile.id, language="it")
    tell_size(profile.id, "M")

    # when
    for day, language in enumerate(("", "en", "", "it"), start=1):
        tell(profile.id, language=language, now=NOW + day * DAY)
    tell_size(profile.id, "L", now=NOW + DAY)
    change_details(
        [DetailsChange(profile_id=profile.id, language="")], source=STAFF, now=NOW
    )

    # then
    assert points(paying, profile.id) == [25]
    assert missing(paying, profile.id)["language"] == 0


def test_what_staff_know_already_is_not_told(paying, profile):
    # given
    change_details(
        [DetailsChange(profile_id=profile.id, birthday=BIRTHDAY)], source=STAFF, now=NOW
    )

    # when
    tell(profile.id, birthday=BIRTHDAY)

    # then
    assert points(paying, profile.id) == [0]
    assert not FactRow.objects.filter(code="identity.field_told").exists()


def test_excluded_earn_nothing(paying, profile):
    exclude_profile(paying.book_id, profile.id, reason="tester", author=STAFF, now=NOW)

    tell(profile.id, birthday=BIRTHDAY)

    assert points(paying, profile.id) == [0]


def test_merge_pays_nothing_twice(paying, profile, guest_profile):
    # given the guest has told a birthday, the member a size
    tell(guest_profile.id, birthday=BIRTHDAY)
    tell_size(profile.id, "M")
    assert points(paying, guest_profile.id, profile.id) == [50, 20]

    # when they are one, and staff forget the birthday, and it is told again
    report = merge_profiles(guest_profile.id, profile.id, author=STAFF, now=NOW)
    settle(NOW)
    change_details(
        [DetailsChange(profile_id=profile.id, birthday=None)], source=STAFF, now=NOW
    )
    assert missing(paying, profile.id)["birthday"] == 0
    tell(profile.id, birthday=BIRTHDAY, now=NOW + DAY)
    tell(profile.id, language="it", now=NOW + DAY)

    # then only what was new has earned
    assert points(paying, guest_profile.id, profile.id) == [0, 75]

    # when they are two again
    unmerge_profiles(report.merge_id, author=STAFF, now=NOW + 2 * DAY)
    settle(NOW + 2 * DAY)

    # then each has what they earned
    assert points(paying, guest_profile.id, profile.id) == [50, 25]
    assert verify() == []
