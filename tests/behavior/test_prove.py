"""The sums of behavior against its events: differences are found, told and repaired."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from saleor_crm_plugin.behavior.actions.prove import prove_sums, verify_sums
from saleor_crm_plugin.behavior.actions.settings import Choices, change_settings
from saleor_crm_plugin.behavior.actions.texts import WrittenText, read_text
from saleor_crm_plugin.behavior.kinds import EventKind
from saleor_crm_plugin.behavior.models import (
    BehaviorDay,
    CategoryInterest,
    PersonKeyword,
    ProductInterest,
)
from saleor_crm_plugin.behavior.proof_models import BehaviorDifference, BehaviorProof
from saleor_crm_plugin.behavior.told import ToldEvent
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.merge import merge_profiles
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from tests.fixtures.behavior import TRACKED_AT, agree, search, tell
from tests.shop import rows

DAY = datetime.timedelta(days=1)
SUMS = (BehaviorDay, ProductInterest, CategoryInterest, PersonKeyword)


@pytest.fixture
def told(agreed, channel):
    """Tell of searches, views and a wish, on two days."""
    product = rows.make_variant(channels=[channel]).product
    view = ToldEvent(key="view", kind=EventKind.PRODUCT, product_id=product.pk)
    wish = ToldEvent(key="wish", kind=EventKind.WISHLIST, product_id=product.pk)
    tell(search("1", "Red shoes"), view, profile_id=agreed)
    tell(search("2", "red lamp"), wish, profile_id=agreed, now=TRACKED_AT + DAY)
    return agreed


def sums():
    """Return every row of every sum."""
    return {model: sorted(model.objects.values_list(), key=repr) for model in SUMS}


def test_what_was_told_is_what_is_counted(told):
    before = sums()
    assert list(verify_sums(now=TRACKED_AT + DAY)) == []

    proof = prove_sums(now=TRACKED_AT + DAY)

    assert (proof.compared, proof.different, proof.aged) == (1, 0, 0)
    assert sums() == before


def test_what_is_wrong_missing_or_too_much_is_found_and_repaired(told):
    # given
    before = sums()
    BehaviorDay.objects.filter(kind="search").update(events=F("events") + 1)
    ProductInterest.objects.all().delete()
    CategoryInterest.objects.update(views=9)
    PersonKeyword.objects.filter(word="lamp").update(word="lump")

    # when
    wrong = {(one.table, one.wrong) for one in verify_sums(now=TRACKED_AT + DAY)}
    proof = prove_sums(now=TRACKED_AT + DAY)

    # then
    found = {
        ("crm_behavior_day", 2),
        ("crm_product_interest", 1),
        ("crm_category_interest", 1),
        ("crm_person_keyword", 2),
    }
    assert wrong == found
    assert (proof.different, proof.aged, proof.is_running) == (1, 0, False)
    noted = BehaviorDifference.objects.values_list("table", "rows", "profile_id")
    assert set(noted) == {(*one, told) for one in found}
    assert sums() == before
    assert prove_sums(now=TRACKED_AT + DAY).different == 0


def test_words_of_messages_are_left_alone(agreed):
    written = WrittenText(
        profile_id=agreed, text="my order", key="1", occurred_at=TRACKED_AT
    )
    read_text(written, now=TRACKED_AT)
    before = sums()

    assert prove_sums(now=TRACKED_AT).different == 0
    assert sums() == before


def test_what_is_kept_no_more_leaves_the_sums_and_is_no_fault(told):
    # given that the first day has gone
    change_settings(Choices(keep_days=30), author="user:1", now=TRACKED_AT)
    later = TRACKED_AT + 31 * DAY

    # when
    proof = prove_sums(now=later)

    # then
    assert (proof.different, proof.aged) == (0, 1)
    [interest] = ProductInterest.objects.values_list("views", "wishes", "first_at")
    assert interest == (0, 1, TRACKED_AT + DAY)
    words = PersonKeyword.objects.values_list("word", "times")
    assert set(words) == {("red", 1), ("lamp", 1)}


def test_a_proof_that_died_goes_on_where_it_was(told, guest_profile):
    # given one that had done everybody up to the first person
    BehaviorProof.objects.create(started_at=TRACKED_AT, reached_id=told, compared=7)
    BehaviorDay.objects.all().delete()

    # when
    proof = prove_sums(now=TRACKED_AT + DAY)

    # then the person is left to the next one
    assert (proof.compared, proof.different) == (7, 0)
    assert prove_sums(now=TRACKED_AT + DAY).different == 1


def test_a_merge_adds_up_and_parting_tells_apart(told, guest_profile):
    # given two who did the same on one day
    other = guest_profile.pk
    agree(other)
    tell(search("3", "red"), profile_id=other, visitor="another-device-here")
    before = sums()

    # when
    merged = merge_profiles(told, other, author="user:1", now=TRACKED_AT + DAY)

    # then
    day = BehaviorDay.objects.get(day=TRACKED_AT.date(), kind="search")
    assert (day.profile_id, day.events) == (other, 2)
    assert list(verify_sums(now=TRACKED_AT + DAY)) == []
    unmerge_profiles(merged.merge_id, author="user:1", now=TRACKED_AT + DAY)
    assert sums() == before


def test_the_command_says_what_differs_and_makes_it_anew(told, capsys):
    with clock.fixed_at(TRACKED_AT + DAY):
        call_command("crm_behavior", "verify")
        assert capsys.readouterr().out == "No sums differ.\n"
        BehaviorDay.objects.all().delete()
        with pytest.raises(CommandError, match="1 sums differ"):
            call_command("crm_behavior", "verify")
        assert (
            capsys.readouterr().out == f"profile {told}: 4 rows of crm_behavior_day\n"
        )
        assert not BehaviorDay.objects.exists()
        call_command("crm_behavior", "rebuild")
    assert capsys.readouterr().out == (
        "1 people compared, 1 differed and were made anew, 0 had aged.\n"
    )
    assert BehaviorDay.objects.count() == 4
