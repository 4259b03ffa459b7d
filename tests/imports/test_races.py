"""Batches beside each other, beside erasures and beside staff, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from saleor_crm_plugin.consent.models import ConsentEvent
from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.models import Identifier, Profile
from saleor_crm_plugin.imports.actions.steer import ask_to_run, ask_to_undo
from saleor_crm_plugin.imports.actions.work import one_batch, work_on_imports
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.models import ImportRow, ImportState
from saleor_crm_plugin.ledger.models import Lot
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.segments.models import SegmentMember
from saleor_crm_plugin.timeline.models import PastPurchase
from tests.fixtures.aside import wait_until_blocked

from ..fixtures.import_file import STAFF, bring, counts, problems, run, undone, worked
from ..fixtures.program import make_program

pytestmark = pytest.mark.django_db(transaction=True)

TWO = "customer id,email\nk1,anna@example.com\nk2,bo@example.com\n"
SEVEN = "email\n" + "".join(f"p{number}@example.com\n" for number in range(7))
# Both are named by their numbers alone.
ABOUT = {
    "consents": ("customer id,status,time\nk1,yes,2026-03-01\nk2,yes,2026-03-01\n", {}),
    "opening_balances": ("customer id,points\nk1,300\nk2,300\n", {"program": "club"}),
    "past_purchases": (
        "customer id,order,date,total\nk1,A1,2025-02-01,40\nk2,A2,2025-02-01,40\n",
        {"currency": "EUR"},
    ),
    "static_lists": ("customer id\nk1\nk2\n", {"name": "Friends"}),
}
LEFT = {
    "consents": (ConsentEvent, "profile_id"),
    "opening_balances": (Lot, "account__profile_id"),
    "past_purchases": (PastPurchase, "profile_id"),
    "static_lists": (SegmentMember, "profile_id"),
}


def elsewhere(act):
    """Return the act to be done on a connection of its own; a refusal is its result."""

    def done():
        try:
            return act()
        except WrongState as refusal:
            return refusal
        finally:
            connection.close()

    return done


def while_open(first, second):
    """Do the first, and the second elsewhere before the first is committed; return its result."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(elsewhere(second))
            wait_until_blocked(other)
        return other.result(timeout=60)


def batch():
    return one_batch({})


def asked(content, kind="customers", **options):
    """Hand in a file that waits for a worker to carry it out."""
    job = bring(kind, content, **options)
    ask_to_run(job.pk)
    return job


def erase(profile_id):
    return lambda: erase_profile(profile_id, now=clock.now(), author=STAFF)


def person(place):
    """Return the living person at this place, in the order in which they came in."""
    return Profile.objects.filter(erased_at=None).order_by("pk")[place].pk


def living():
    return Profile.objects.filter(erased_at=None).count()


def test_two_files_with_the_same_people_at_once_make_each_person_once():
    # given
    one, other = asked(TWO), asked(TWO)

    # when the second batch finds nobody, and waits for the first to enter them
    while_open(batch, batch)
    one, other = worked(one), worked(other)

    # then
    assert (counts(one), counts(other)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert (one.state, other.state) == (ImportState.DONE, ImportState.DONE)
    assert (Profile.objects.count(), Identifier.objects.count()) == (2, 4)
    assert FactRow.objects.filter(code="imports.customer_imported").count() == 2


@pytest.mark.parametrize("kind", ABOUT)
def test_who_is_erased_between_look_up_and_lock_is_refused(kind, channel):
    # given
    make_program(channel)
    run(bring("customers", TWO))
    anna, bo = person(0), person(1)
    content, options = ABOUT[kind]
    job = asked(content, kind, **options)

    # when the batch has found her, and waits for her row
    while_open(erase(anna), batch)
    job = worked(job)

    # then
    assert (counts(job), problems(job)) == ((1, 0, 0, 1), {2: [("", "erased")]})
    model, whose = LEFT[kind]
    assert set(model.objects.values_list(whose, flat=True)) == {bo}
    row = ImportRow.objects.get(file_id=job.pk, number=2)
    assert (row.profile_id, row.before) == (None, None)


def test_an_erasure_waits_for_a_batch_and_leaves_nothing_of_what_it_brought():
    # given
    run(bring("customers", TWO))
    anna = person(0)
    job = asked(TWO.replace("email", "email,tags").replace(".com", ".com,vip"))

    # when
    while_open(batch, erase(anna))
    job = worked(job)

    # then
    assert (job.state, counts(job)) == (ImportState.DONE, (0, 2, 0, 0))
    rows = ImportRow.objects.filter(number=2)
    assert {(row.cells, row.before, row.person_key) for row in rows} == {
        (None, None, "")
    }
    assert living() == 1
    assert (undone(job).undone, problems(job)) == (1, {2: [("", "forgotten")]})
    assert living() == 1


def test_a_batch_waits_for_an_erasure_and_brings_nobody_back():
    # given
    run(bring("customers", TWO))
    job = asked(TWO)

    # when
    while_open(erase(person(0)), batch)
    job = worked(job)

    # then
    assert (counts(job), problems(job)) == ((0, 0, 1, 1), {2: [("", "erased")]})
    assert ImportRow.objects.get(file_id=job.pk, number=2).cells is None
    assert (living(), Profile.objects.count()) == (1, 2)


def test_an_undoing_waits_for_the_batch_and_is_refused_until_the_last_is_done(
    small_batches,
):
    # given
    job = asked("email\n" + "".join(f"p{number}@example.com\n" for number in range(4)))

    # when it is asked for beside the two batches, and beside the end
    refusals = [while_open(batch, lambda: ask_to_undo(job.pk)) for _ in range(2)]
    accepted = while_open(batch, lambda: ask_to_undo(job.pk))
    undone_beside = while_open(batch, work_on_imports)
    job = worked(job)

    # then
    assert [(type(one), one.state) for one in refusals] == [
        (WrongState, ImportState.RUNNING)
    ] * 2
    assert (accepted.state, accepted.created) == (ImportState.UNDOING, 4)
    assert undone_beside == 0
    assert (job.state, job.undone, job.kept, living()) == (ImportState.UNDONE, 4, 0, 0)


def test_two_workers_on_one_file_do_each_row_once(small_batches):
    # given
    job = asked(SEVEN)

    # when one comes beside a batch, and then both work as fast as they can
    beside = while_open(batch, work_on_imports)
    with ThreadPoolExecutor(2) as pool:
        workers = [pool.submit(elsewhere(work_on_imports)) for _ in range(2)]
        batches = sum(worker.result(timeout=60) for worker in workers)
    job = worked(job)

    # then three batches and the end were left, whoever did them; whoever begins between another's
    # beginning and its batch takes half of one
    assert beside == 0
    assert batches >= 4
    assert (job.state, counts(job), job.handled) == (ImportState.DONE, (7, 0, 0, 0), 7)
    assert (
        living(),
        FactRow.objects.filter(code="imports.customer_imported").count(),
    ) == (7, 7)
