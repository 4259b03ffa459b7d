"""Files and erasure: nothing is left of a person in rows, whatever came of them."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.queries import export_profile, search_people
from saleor_crm_plugin.imports.actions.begin import (
    begin_import,
    complete_file,
    take_piece,
)
from saleor_crm_plugin.imports.actions.forget import (
    KEPT_AFTER_THE_END,
    KEPT_WITHOUT_AN_END,
    forget_files,
)
from saleor_crm_plugin.imports.actions.work import work_on_imports
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.models import Import, ImportPiece, ImportRow, ImportState

from ..fixtures.import_file import STAFF, bring, rehearsed, run, undone

MARKER = "zyxmarkerxyz"


def rows_with_the_marker():
    """Return how many rows hold the marker anywhere."""
    return sum(
        MARKER in f"{row.cells} {row.before} {row.problems} {row.keys} {row.person_key}"
        for row in ImportRow.objects.all()
    )


@pytest.mark.django_db
def test_an_erasure_empties_rows_that_were_run_rehearsed_refused_and_only_read(
    guest_profile,
):
    # given
    line = f"{MARKER}@example.com,{MARKER},+39 333 {{}}\n"
    run(bring("customers", "email,nome,phone\n" + line.format("1234567")))
    [person] = search_people(MARKER, first=2)
    rehearsed(bring("customers", "email,nome,phone\n" + line.format("7654321")))
    run(bring("customers", "email,nome,phone\n" + line.format("x")))
    bring("customers", "contact,who,number\n" + line.format("1234567"))
    bring("customers", f"who,number\n{MARKER},+39 333 1234567\n")
    bring("customers", "email\nguest@example.com\n")
    assert rows_with_the_marker() == 5
    assert str(export_profile(person.id, now=clock.now())).count(f"{MARKER}@") >= 4

    # when
    erase_profile(person.id, now=clock.now(), author=STAFF)

    # then
    assert rows_with_the_marker() == 0
    assert MARKER not in str(export_profile(person.id, now=clock.now()))
    assert ImportRow.objects.filter(cells__isnull=True).count() == 5


@pytest.mark.django_db
def test_who_is_erased_before_the_file_is_read_is_taken_out_of_it(guest_profile):
    # given
    now = clock.now()
    job = begin_import("customers", "people.csv", {}, author=STAFF, now=now)
    take_piece(job.pk, 0, f"email,nome\nguest@example.com,{MARKER}\n".encode())
    complete_file(job.pk, 1, now=now)
    erase_profile(guest_profile.pk, now=clock.now(), author=STAFF)

    # when
    work_on_imports()

    # then
    assert (rows_with_the_marker(), ImportPiece.objects.count()) == (0, 0)
    assert ImportRow.objects.get(file_id=job.pk).cells is None


@pytest.mark.django_db
def test_files_are_forgotten_some_time_after_their_end():
    # given
    done = run(bring("customers", "email\na@example.com\n"))
    idle = bring("customers", "email\nb@example.com\n")

    # when
    assert forget_files(now=clock.now() + KEPT_WITHOUT_AN_END / 2) == 0
    assert forget_files(now=clock.now() + KEPT_WITHOUT_AN_END * 1.1) == 1
    assert forget_files(now=clock.now() + KEPT_AFTER_THE_END * 1.1) == 1
    assert forget_files(now=clock.now() + KEPT_AFTER_THE_END * 1.1) == 0

    # then
    assert ImportRow.objects.count() == 0
    states = dict(Import.objects.values_list("pk", "state"))
    assert states == {done.pk: ImportState.DONE, idle.pk: ImportState.CANCELED}
    with pytest.raises(WrongState):
        undone(done)
