"""A row that nobody can carry out stands there with its reason, and all others are carried out."""

import datetime

import pytest
from django.db import IntegrityError, OperationalError, connection

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.imports.actions import batches, work
from saleor_crm_plugin.imports.actions.forget import KEPT_WITHOUT_AN_END, forget_files
from saleor_crm_plugin.imports.actions.steer import (
    ask_to_rehearse,
    ask_to_run,
    ask_to_undo,
    cancel_import,
    try_again,
)
from saleor_crm_plugin.imports.actions.work import (
    MOST_TRIES,
    work_on_imports,
)
from saleor_crm_plugin.imports.error_codes import FileProblem
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.kinds.customers import Customers
from saleor_crm_plugin.imports.models import ImportRow, ImportState
from saleor_crm_plugin.imports.reasons import file_reason, reason

from ..fixtures.breaking_import import GUILTY, OTHER, PEOPLE, SECRET, asked
from ..fixtures.import_file import bring, counts, problems, run, undone, worked

NOBODYS = """
INSERT INTO crm_person_name (profile_id, first_name, last_name) VALUES (0, 'No', 'body')
"""
pytestmark = pytest.mark.django_db


def test_the_rows_around_the_guilty_one_are_carried_out(breaking, caplog):
    # given
    tries = breaking("carry_out")
    job, other = asked(), asked(OTHER)

    # when
    job = worked(job)

    # then
    assert tries == [8, 4, 2, 1]
    assert (job.state, counts(job), job.broken, job.handled) == (
        ImportState.DONE_WITH_ERRORS,
        (7, 0, 0, 1),
        1,
        8,
    )
    assert problems(job) == {GUILTY: [("", "broke_off")]}
    row = ImportRow.objects.get(file_id=job.pk, number=GUILTY)
    assert reason(row.problems[0]) == (
        "Something went wrong with this row that nobody foresaw (ValueError)."
    )
    other.refresh_from_db()
    assert (other.state, counts(other)) == (ImportState.DONE, (1, 0, 0, 0))
    assert Profile.objects.count() == 8
    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.getMessage() == f"Row 5 of import {job.pk} broke: ValueError"
    assert SECRET not in caplog.text

    # when it is taken back, before it is forgotten
    assert forget_files(now=clock.now() + KEPT_WITHOUT_AN_END * 1.1) == 0
    job = undone(job)

    # then
    assert (job.state, job.undone, job.broken) == (ImportState.UNDONE, 7, 0)
    assert Profile.objects.filter(erased_at=None).count() == 1


def test_halves_know_whom_the_rows_before_them_have_named(breaking):
    # given somebody who stands there twice, on either side of the guilty one
    breaking("carry_out")
    twice = PEOPLE + "p1@example.com\n"

    # when
    job = run(bring("customers", twice))

    # then
    assert (counts(job), job.broken) == ((7, 0, 0, 2), 1)
    assert problems(job) == {
        GUILTY: [("", "broke_off")],
        10: [("", "twice_in_file")],
    }


def test_what_only_the_end_of_a_transaction_would_find_is_found_at_its_row(
    monkeypatch,
):
    # given a row that leaves something behind which a deferred constraint forbids
    real = Customers.carry_out

    def carry_out(self, rows, job_work):
        if SECRET in str(rows):
            with connection.cursor() as cursor:
                cursor.execute(NOBODYS)
        return real(self, rows, job_work)

    monkeypatch.setattr(Customers, "carry_out", carry_out)

    # when it is no race, for it stays
    job = run(bring("customers", PEOPLE))

    # then
    assert (job.state, counts(job)) == (ImportState.DONE_WITH_ERRORS, (7, 0, 0, 1))
    row = ImportRow.objects.get(file_id=job.pk, number=GUILTY)
    assert row.problems[0]["error_kind"] == "IntegrityError"


def test_a_race_is_run_again_as_a_whole(monkeypatch):
    # given an identifier that somebody else is about to get
    real, tries = Customers.carry_out, []

    def losing(self, rows, job_work):
        tries.append(len(rows))
        if len(tries) < MOST_TRIES:
            raise IntegrityError
        return real(self, rows, job_work)

    monkeypatch.setattr(Customers, "carry_out", losing)

    # when
    job = run(bring("customers", PEOPLE))

    # then
    assert tries == [8] * MOST_TRIES
    assert (job.state, job.broken, job.created) == (ImportState.DONE, 0, 8)


def test_where_every_row_breaks_none_is_to_blame(breaking, monkeypatch, caplog):
    # given
    monkeypatch.setattr(batches, "MOST_BROKEN", 3)
    breaking("carry_out", secret="@example.com")
    job = asked()

    # when
    job = worked(job)

    # then
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.BROKE_OFF)
    assert (job.error_kind, job.failed_in, job.ended_at is None) == (
        "ValueError",
        ImportState.RUNNING,
        False,
    )
    message = file_reason(FileProblem(job.problem), job.error_kind)
    assert message.endswith("what was done can be undone (ValueError).")
    assert (counts(job), job.handled, problems(job)) == ((0, 0, 0, 0), 0, {})
    assert caplog.records[-1].getMessage() == f"Import {job.pk} broke off: ValueError"
    with pytest.raises(WrongState):
        ask_to_undo(job.pk)


def test_what_has_failed_is_gone_on_with_when_staff_ask_for_it(
    small_batches, breaking, monkeypatch
):
    # given
    monkeypatch.setattr(batches, "MOST_BROKEN", 0)
    real = Customers.carry_out
    breaking("carry_out")
    job = worked(asked())
    assert (job.state, job.position, job.created) == (ImportState.FAILED, 3, 2)
    monkeypatch.setattr(Customers, "carry_out", real)

    # when
    job = try_again(job.pk)
    assert (job.state, job.problem, job.error_kind) == ("running", "", "")
    job = worked(job)

    # then
    assert (job.state, counts(job)) == (ImportState.DONE, (8, 0, 0, 0))
    with pytest.raises(WrongState):
        try_again(job.pk)


def test_a_rehearsal_says_which_row_will_break(breaking):
    # given
    breaking("judge")
    job = bring("customers", PEOPLE)
    ask_to_rehearse(job.pk)

    # when
    job = worked(job)

    # then
    assert (job.state, counts(job), job.broken) == ("rehearsed", (7, 0, 0, 1), 1)
    assert problems(job) == {GUILTY: [("", "broke_off")]}
    assert not Profile.objects.exists()
    job = run(job)
    assert (job.state, counts(job), job.broken) == ("done", (8, 0, 0, 0), 0)


def test_what_cannot_be_taken_back_stays_and_can_be_tried_once_more(
    breaking, monkeypatch
):
    # given
    job = run(bring("customers", PEOPLE))
    assert counts(job) == (8, 0, 0, 0)
    real = Customers.take_back
    breaking("take_back", ZeroDivisionError)

    # when
    job = undone(job)

    # then
    assert (job.state, job.undone, job.kept, job.broken) == ("undone", 7, 0, 1)
    row = ImportRow.objects.get(file_id=job.pk, number=GUILTY)
    assert (row.outcome, row.problems[0]["error_kind"]) == (
        "created",
        "ZeroDivisionError",
    )
    assert Profile.objects.filter(erased_at=None).count() == 1
    monkeypatch.setattr(Customers, "take_back", real)
    job = undone(job)
    assert (job.state, job.undone, job.kept, job.broken) == ("undone", 8, 0, 0)
    assert not Profile.objects.filter(erased_at=None).exists()
    with pytest.raises(WrongState):
        ask_to_undo(job.pk)


def test_a_database_that_has_no_time_fails_no_import_and_others_come_first(breaking):
    # given
    tries = breaking("carry_out", OperationalError)
    late = bring("customers", OTHER)
    job, other = bring("customers", PEOPLE), bring("customers", OTHER)
    ask_to_run(job.pk)
    ask_to_run(other.pk)

    # when
    with pytest.raises(OperationalError):
        work_on_imports()

    # then
    for one in (job, other):
        one.refresh_from_db()
    assert (job.state, other.state) == (ImportState.RUNNING, ImportState.DONE)
    assert tries == [8] * MOST_TRIES

    # when the next worker comes, and has no time for more than one batch
    ask_to_run(late.pk)
    assert work.one_batch({})

    # then
    late.refresh_from_db()
    assert (late.handled, len(tries)) == (1, MOST_TRIES)
    job.refresh_from_db()
    assert (job.tries, job.suspected_until) == (0, None)


def test_what_staff_have_stopped_meanwhile_does_not_fail(
    small_batches, breaking, monkeypatch
):
    # given staff who cancel between the last try and its verdict
    monkeypatch.setattr(batches, "MOST_BROKEN", 0)
    breaking("carry_out")
    job = asked()
    real = work._fail

    def late(*given):
        cancel_import(job.pk, now=clock.now() + datetime.timedelta(seconds=1))
        real(*given)

    monkeypatch.setattr(work, "_fail", late)

    # when
    job = worked(job)

    # then
    assert (job.state, job.problem, job.created) == (ImportState.CANCELED, "", 2)
