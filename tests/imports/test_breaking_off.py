"""An import that nobody can carry out: it fails where staff see it, and the others go on."""

import datetime

import pytest
from django.db import OperationalError

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.imports.actions import work
from saleor_crm_plugin.imports.actions.forget import KEPT_WITHOUT_AN_END, forget_files
from saleor_crm_plugin.imports.actions.steer import (
    ask_to_rehearse,
    ask_to_run,
    ask_to_undo,
    cancel_import,
)
from saleor_crm_plugin.imports.actions.work import MOST_TRIES, work_on_imports
from saleor_crm_plugin.imports.error_codes import FileProblem
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.kinds.customers import Customers
from saleor_crm_plugin.imports.models import Import, ImportPiece, ImportState
from saleor_crm_plugin.imports.reasons import file_reason

from ..fixtures.import_file import bring, counts, undone, worked

SECRET = "p4@example.com"  # noqa: S105 an address that no log may hold
PEOPLE = "email\n" + "".join(f"p{number}@example.com\n" for number in range(1, 6))
pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(small_batches, monkeypatch):
    """Whatever is done with the person whose address is the secret raises; the tries so far."""
    tries = []

    def breaking(name, error=ValueError):
        real = getattr(Customers, name)

        def act(self, rows, job_work):
            if SECRET in str(rows):
                tries.append(job_work.job.pk)
                raise error(f"No number: {SECRET}")
            return real(self, rows, job_work)

        monkeypatch.setattr(Customers, name, act)
        return tries

    return breaking


def test_it_fails_after_some_tries_what_was_done_stays_and_the_others_go_on(
    broken, caplog
):
    # given
    tries = broken("carry_out")
    job = bring("customers", PEOPLE)
    other = bring("customers", "email\nother@example.com\n")
    ask_to_run(job.pk)
    ask_to_run(other.pk)

    # when
    job = worked(job)

    # then
    assert tries == [job.pk] * MOST_TRIES
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.BROKE_OFF)
    assert (job.error_kind, job.ended_at is None) == ("ValueError", False)
    message = file_reason(FileProblem(job.problem), job.error_kind)
    assert message.endswith("what was done can be undone (ValueError).")
    assert (counts(job), job.handled, job.position) == ((2, 0, 0, 0), 2, 3)
    other.refresh_from_db()
    assert (other.state, counts(other)) == (ImportState.DONE, (1, 0, 0, 0))
    assert Profile.objects.count() == 3
    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.getMessage() == f"Import {job.pk} broke off: ValueError"
    assert SECRET not in caplog.text

    # when it is taken back, before it is forgotten
    assert forget_files(now=clock.now() + KEPT_WITHOUT_AN_END * 1.1) == 0
    job = undone(job)

    # then
    assert (job.state, job.undone, job.problem) == (ImportState.UNDONE, 2, "")
    assert Profile.objects.filter(erased_at=None).count() == 1


def test_a_rehearsal_that_fails_has_done_nothing(broken):
    # given
    broken("judge")
    job = bring("customers", PEOPLE)
    ask_to_rehearse(job.pk)

    # when
    job = worked(job)

    # then
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.BROKE_OFF)
    assert (counts(job), job.position) == ((0, 0, 0, 0), 0)
    with pytest.raises(WrongState):
        ask_to_undo(job.pk)


def test_an_undoing_that_fails_goes_on_where_it_was_when_it_is_asked_for_again(
    broken, monkeypatch
):
    # given
    job = bring("customers", PEOPLE)
    ask_to_run(job.pk)
    assert counts(worked(job)) == (5, 0, 0, 0)
    with monkeypatch.context() as patched:
        real = Customers.take_back

        def act(self, rows, job_work):
            if min(row.number for row in rows) <= 3:
                raise ZeroDivisionError
            return real(self, rows, job_work)

        patched.setattr(Customers, "take_back", act)

        # when
        job = undone(job)

    # then
    assert (job.state, job.undone, job.error_kind) == (
        ImportState.FAILED,
        2,
        "ZeroDivisionError",
    )
    job = undone(job)
    assert (job.state, job.undone, job.kept) == (ImportState.UNDONE, 5, 0)


def test_a_file_that_cannot_be_read_for_an_unforeseen_reason_goes_with_its_bytes(
    monkeypatch,
):
    # given
    def explode(_file, _job):
        raise RecursionError(SECRET)

    monkeypatch.setattr("saleor_crm_plugin.imports.actions.stage._read", explode)

    # when
    job = bring("customers", PEOPLE)

    # then
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.BROKE_OFF)
    assert job.error_kind == "RecursionError"
    assert not ImportPiece.objects.exists()


def test_a_database_that_has_no_time_fails_no_import_and_others_go_on(broken):
    # given
    tries = broken("carry_out", OperationalError)
    job = bring("customers", PEOPLE)
    other = bring("customers", "email\nother@example.com\n")
    ask_to_run(job.pk)
    ask_to_run(other.pk)

    # when
    with pytest.raises(OperationalError):
        work_on_imports()

    # then
    states = dict(Import.objects.values_list("pk", "state"))
    assert states == {job.pk: ImportState.RUNNING, other.pk: ImportState.DONE}
    assert len(tries) == MOST_TRIES


def test_what_staff_have_stopped_meanwhile_does_not_fail(broken, monkeypatch):
    # given staff who cancel between the last try and its verdict
    broken("carry_out")
    job = bring("customers", PEOPLE)
    ask_to_run(job.pk)
    real = work._fail

    def late(*given):
        cancel_import(job.pk, now=clock.now() + datetime.timedelta(seconds=1))
        real(*given)

    monkeypatch.setattr(work, "_fail", late)

    # when
    job = worked(job)

    # then
    assert (job.state, job.problem, job.created) == (ImportState.CANCELED, "", 2)
