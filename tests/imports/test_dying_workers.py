"""What kills its worker is counted before it is begun with, so that nobody dies of it for ever."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.imports.actions.forget import KEPT_WITHOUT_AN_END, forget_files
from saleor_crm_plugin.imports.actions.steer import ask_to_undo, try_again
from saleor_crm_plugin.imports.actions.work import (
    MOST_DEATHS,
    MOST_DEATHS_OF_FILE,
    work_on_imports,
)
from saleor_crm_plugin.imports.error_codes import FileProblem
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.kinds.customers import Customers
from saleor_crm_plugin.imports.models import Import, ImportPiece, ImportState

from ..fixtures.breaking_import import GUILTY, PEOPLE, SECRET, asked
from ..fixtures.import_file import STAFF, bring, counts, problems, run, worked

STAGE = "saleor_crm_plugin.imports.actions.stage"
pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What a worker is told by nobody: nothing catches it."""


def killed(times):
    """Let this many workers come, of which each dies; return how many did."""
    deaths = 0
    for _ in range(times):
        try:
            work_on_imports()
        except Killed:
            deaths += 1
    return deaths


def raising(error):
    """Return a reader of files that raises."""

    def read(_file, _job):
        raise error(SECRET)

    return read


def test_a_row_that_kills_its_workers_is_given_up_and_the_others_are_done(breaking):
    # given
    breaking("carry_out", Killed)
    job = asked()

    # when workers come until one has nothing to do any more
    deaths = killed(20)
    job.refresh_from_db()

    # then it was parted twice, and tried alone
    assert deaths == 2 + MOST_DEATHS
    assert (job.state, counts(job), job.broken) == (
        ImportState.DONE_WITH_ERRORS,
        (7, 0, 0, 1),
        1,
    )
    assert problems(job) == {GUILTY: [("", "killed_workers")]}
    assert (job.tries, job.tried_until, job.suspected_until) == (0, None, None)


def test_a_worker_that_is_killed_by_chance_costs_nothing(breaking, monkeypatch):
    # given
    real = Customers.carry_out
    breaking("carry_out", Killed)
    job = asked()
    assert killed(1) == 1
    monkeypatch.setattr(Customers, "carry_out", real)

    # when
    job = worked(job)

    # then
    assert (job.state, counts(job)) == (ImportState.DONE, (8, 0, 0, 0))
    assert (job.tries, job.suspected_until) == (0, None)


def test_a_row_that_kills_its_workers_when_it_is_taken_back_stays(breaking):
    # given
    job = run(bring("customers", PEOPLE))
    breaking("take_back", Killed)
    ask_to_undo(job.pk)

    # when
    killed(20)
    job.refresh_from_db()

    # then
    assert (job.state, job.undone, job.kept, job.broken) == ("undone", 7, 0, 1)
    assert problems(job) == {GUILTY: [("", "killed_workers")]}


def test_a_file_that_kills_its_workers_is_given_up_and_staff_try_again(monkeypatch):
    # given
    with monkeypatch.context() as patched:
        patched.setattr(f"{STAGE}._read", raising(Killed))
        with pytest.raises(Killed):
            bring("customers", PEOPLE)
        job = Import.objects.get()

        # when
        assert killed(20) == MOST_DEATHS_OF_FILE - 1

    # then
    job.refresh_from_db()
    assert (job.state, job.problem) == ("failed", FileProblem.KILLED_WORKERS)
    assert (job.failed_in, job.tries) == ("uploaded", 0)
    job = worked(try_again(job.pk))
    assert (job.state, job.rows, job.problem) == ("ready", 8, "")
    assert not ImportPiece.objects.exists()


@pytest.mark.parametrize("ending", ["time", "erasure"])
def test_the_bytes_of_a_file_that_could_not_be_read_are_not_kept_for_long(
    monkeypatch, guest_profile, ending
):
    # given
    with monkeypatch.context() as patched:
        patched.setattr(f"{STAGE}._read", raising(RecursionError))
        job = bring("customers", PEOPLE)
    found = (job.state, job.problem, job.error_kind, job.failed_in)
    assert found == ("failed", FileProblem.BROKE_OFF, "RecursionError", "uploaded")
    assert ImportPiece.objects.count() == 1

    # when
    if ending == "time":
        assert forget_files(now=clock.now() + KEPT_WITHOUT_AN_END * 1.1) == 1
    else:
        erase_profile(guest_profile.pk, now=clock.now(), author=STAFF)

    # then
    assert not ImportPiece.objects.exists()
    with pytest.raises(WrongState):
        try_again(job.pk)


def test_a_file_that_is_none_cannot_be_tried_again():
    job = bring("customers", "")
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.EMPTY)
    with pytest.raises(WrongState):
        try_again(job.pk)
