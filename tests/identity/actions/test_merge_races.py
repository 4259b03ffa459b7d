"""Whatever happens to people while they are merged: it waits, looks again, or is found later."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.merge import merge_profiles, settle_merges
from saleor_crm_plugin.identity.actions.unmerge import unmerge_profiles
from saleor_crm_plugin.identity.errors import AlreadyMerged, PersonErased
from saleor_crm_plugin.identity.merge_models import MergedRow, ProfileMerge
from saleor_crm_plugin.identity.models import Identifier, Profile
from saleor_crm_plugin.identity.queries import members_of, surviving
from saleor_crm_plugin.ledger.checking import verify
from saleor_crm_plugin.ledger.queries import balances
from saleor_crm_plugin.observation import told_orders
from saleor_crm_plugin.observation.models import ToldOrder
from saleor_crm_plugin.outbox.actions import lock_lanes

from ...fixtures.aside import wait_until_blocked
from ...fixtures.member import give_points
from ...fixtures.person import SEEN_AT, account_claim, guest_claim

NOW = SEEN_AT + datetime.timedelta(days=30)
STAFF = "user:1"


@pytest.fixture
def three(transactional_db, make_profile):
    """Three profiles: two accounts and a guest."""
    return [
        make_profile(account_claim(21, "one@example.com", email_is_verified=True)).id,
        make_profile(account_claim(22, "two@example.com", email_is_verified=True)).id,
        make_profile(guest_claim("guest@example.com")).id,
    ]


def merge(source_id, target_id):
    return merge_profiles(source_id, target_id, author=STAFF, now=NOW)


def erase(profile_id):
    return erase_profile(profile_id, now=NOW, author=STAFF)


def while_open(first, second):
    """Do the first, and the second on another connection before the first is committed.

    Returns what the second gives, or its refusal.
    """

    def do_second():
        try:
            return second()
        except (AlreadyMerged, PersonErased) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(do_second)
            wait_until_blocked(other)
        return other.result(timeout=60)


def test_of_two_merges_at_once_the_second_is_refused(three):
    one, two, guest = three

    # when a third comes for either of the two, or they are merged the other way around
    refusals = [
        while_open(lambda: merge(guest, two), lambda: merge(guest, one)),
        while_open(lambda: merge(two, one), lambda: merge(one, two)),
    ]

    # then
    assert [type(one) for one in refusals] == [AlreadyMerged, AlreadyMerged]
    assert members_of(one) == sorted(three)
    assert {surviving(guest), surviving(two)} == {one}
    assert Identifier.objects.exclude(profile_id=one).count() == 0


@pytest.mark.parametrize("is_tail_first", [True, False])
def test_chain_that_grows_at_both_ends_at_once_is_one_person(three, is_tail_first):
    # given
    one, two, guest = three

    def tail():
        return merge(guest, two)

    def head():
        return merge(two, one)

    # when
    second = while_open(*((tail, head) if is_tail_first else (head, tail)))

    # then whoever came to somebody who was merged meanwhile is told with whom
    if is_tail_first:
        assert second.is_new
        assert members_of(guest) == sorted(three)
    else:
        assert isinstance(second, AlreadyMerged)
        assert members_of(guest) == [guest]
    assert ProfileMerge.objects.count() == 1 + is_tail_first


@pytest.mark.parametrize("place", [0, 1])
def test_merge_waits_for_an_erasure_of_either_and_is_refused(three, place):
    pair = three[:2]

    refusal = while_open(lambda: erase(pair[place]), lambda: merge(*pair))

    assert isinstance(refusal, PersonErased)
    assert members_of(pair[0]) == [pair[0]]
    assert not ProfileMerge.objects.exists()


@pytest.mark.parametrize("place", [0, 1])
def test_erasure_of_either_waits_for_a_merge_and_erases_both(three, place):
    pair = three[:2]

    while_open(lambda: merge(*pair), lambda: erase(pair[place]))

    assert Profile.objects.filter(pk__in=pair, erased_at=NOW).count() == 2
    assert not Identifier.objects.filter(profile__in=pair, ended_at=None).exists()
    assert not MergedRow.objects.exists()


def test_points_posted_meanwhile_are_the_survivors(three, program):
    # given
    one, two, _ = three

    def give(key):
        return lambda: give_points(program, one, 20, key=key)

    # when some are given just before, and some to the one who was merged
    while_open(give("before"), lambda: merge(one, two))
    while_open(lambda: Profile.objects.select_for_update().get(pk=one), give("after"))
    settle_merges(now=NOW)

    # then
    found = balances(program.book_id, [one, two])
    assert [found[one].available, found[two].available] == [0, 40]
    assert verify() == []

    # when they are two again
    unmerge_profiles(ProfileMerge.objects.get().pk, author=STAFF, now=NOW)

    # then
    found = balances(program.book_id, [one, two])
    assert [found[one].available, found[two].available] == [40, 0]
    assert verify() == []


def test_merge_waits_for_whoever_observes_an_order_of_theirs(three):
    # given an order that is being looked at
    one, _, guest = three
    order_id = str(uuid.uuid4())
    ToldOrder.objects.create(order_id=order_id, profile_id=guest, is_placed=True)

    def tell_again():
        told_orders.lock([order_id])
        ToldOrder.objects.filter(order_id=order_id).update(revision=2)

    # when the observer tells it of the guest once more
    report = while_open(tell_again, lambda: merge(guest, one))

    # then nothing is lost
    assert report.moved["crm_told_order"] == 1
    row = ToldOrder.objects.get(order_id=order_id)
    assert (row.profile_id, row.revision) == (one, 2)


def test_order_that_came_in_for_the_source_meanwhile_is_found(three):
    # given an observer that has read whose the order is, and not yet written
    one, _, guest = three
    order_id = str(uuid.uuid4())

    def tell():
        ToldOrder.objects.create(order_id=order_id, profile_id=guest, is_placed=True)

    # when nobody waits for it
    report = while_open(tell, lambda: merge(guest, one))
    assert "crm_told_order" not in report.moved
    settle_merges(now=NOW)

    # then
    assert ToldOrder.objects.get(order_id=order_id).profile_id == one
    assert ProfileMerge.objects.get().moved["crm_told_order"] == 1


def test_merge_that_is_broken_off_in_a_deadlock_is_tried_again(three):
    # given somebody who takes a merge's locks in the wrong order
    one, two, _ = three

    def merge_elsewhere():
        try:
            return merge(one, two)
        finally:
            connection.close()

    # when the merge, which waits longer, is the one to give way
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Profile.objects.select_for_update().get(pk=max(one, two))
            other = pool.submit(merge_elsewhere)
            wait_until_blocked(other)
            lock_lanes([one, two])
            assert not other.done()
        report = other.result(timeout=60)

    # then
    assert report.is_new
    assert members_of(one) == sorted([one, two])
    assert list(ProfileMerge.objects.values_list("pk", flat=True)) == [report.merge_id]


def statements(act):
    """Return how many statements an act sends."""
    sent = []

    def count(execute, *call):
        sent.append(call[0])
        return execute(*call)

    with connection.execute_wrapper(count):
        act()
    return len(sent)


def killed_at(number, act):
    """Let the server end the connection before this statement of an act."""
    left = [number]

    def kill(execute, *call):
        left[0] -= 1
        if left[0] == 0:
            execute("SELECT pg_terminate_backend(pg_backend_pid())", (), False, call[3])
        return execute(*call)

    try:
        with pytest.raises(OperationalError), connection.execute_wrapper(kill):
            act()
    finally:
        connection.close()


def everything():
    """Return what a merge would change first and last, by plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT json_agg(p ORDER BY id) FROM crm_profile AS p)::text,"
            " (SELECT json_agg(i ORDER BY id) FROM crm_identifier AS i)::text,"
            " (SELECT json_agg(a ORDER BY id) FROM crm_ledger_account AS a)::text,"
            " (SELECT json_agg(m ORDER BY id) FROM crm_profile_merge AS m)::text,"
            " (SELECT json_agg(r) FROM crm_merged_row AS r)::text,"
            " (SELECT json_agg(s) FROM crm_lane_successor AS s)::text,"
            " (SELECT count(*) FROM crm_fact)"
        )
        return cursor.fetchone()


def test_killed_between_statements_nothing_is_half_merged_or_half_parted(
    three, program
):
    # given
    one, two, _ = three
    give_points(program, one, 20, key="a")

    def join():
        return merge(one, two)

    def part():
        merge_id = ProfileMerge.objects.get().pk
        return unmerge_profiles(merge_id, author=STAFF, now=NOW)

    # when
    for act in (join, part):
        with transaction.atomic():
            count = statements(act)
            transaction.set_rollback(True)
        before = everything()
        for number in range(3, count, count // 4):
            killed_at(number, act)

            # then
            assert everything() == before
        act()
        assert everything() != before
    assert balances(program.book_id, [one])[one].available == 20
    assert verify() == []
