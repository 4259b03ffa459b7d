"""Files and erasure: nothing is left of a person in rows, whatever came of them."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.resolve import resolve_profiles
from saleor_crm_plugin.identity.models import Profile
from saleor_crm_plugin.identity.queries import export_profile, search_people
from saleor_crm_plugin.imports.actions.begin import (
    begin_import,
    complete_file,
    map_columns,
    take_piece,
)
from saleor_crm_plugin.imports.actions.forget import (
    KEPT_AFTER_THE_END,
    KEPT_WITHOUT_AN_END,
    forget_files,
)
from saleor_crm_plugin.imports.actions.work import work_on_imports
from saleor_crm_plugin.imports.error_codes import FileProblem
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.kinds.customers import Customers
from saleor_crm_plugin.imports.models import Import, ImportPiece, ImportRow, ImportState

from ..fixtures.import_file import STAFF, bring, problems, rehearsed, run, undone
from ..fixtures.person import guest_claim

MARKER = "zyxmarkerxyz"
CONSENTS = "customer id,status,time\nK 7,yes,2026-03-01\nK 8,yes,2026-03-01\n"


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
def test_an_erasure_empties_rows_that_name_the_person_by_number_alone(monkeypatch):
    # given two people, and files that were only read, with one word taken for a number or not
    monkeypatch.setattr("saleor_crm_plugin.imports.person.PAGE", 2)
    people = "customer id,nome\nK 7,Ada\nK 8,Bo\n"
    run(bring("customers", people))
    ada = search_people("ada", first=1)[0].id
    lines = f"k  7 ,{MARKER}\nK 8,keep\nK 77,keep\nK 7,{MARKER}\n"
    read = bring("customers", "customer id,nome\n" + lines)
    mapped = bring("customers", "who,nome\n" + lines)
    rehearsed(mapped)
    map_columns(mapped.pk, ["external_id", "first_name"], {})
    other = bring("customers", f"sku,nome\nK 7,{MARKER}\n")
    judged = rehearsed(bring("consents", CONSENTS))
    assert rows_with_the_marker() == 5
    assert str(export_profile(ada, now=clock.now())).count(MARKER) == 4

    # when
    erase_profile(ada, now=clock.now(), author=STAFF)

    # then
    left = ImportRow.objects.filter(cells__isnull=False)
    assert set(left.values_list("file_id", "number")) >= {
        (read.pk, 3),
        (read.pk, 4),
        (mapped.pk, 3),
        (mapped.pk, 4),
        (other.pk, 2),
        (judged.pk, 3),
    }
    assert not left.filter(file_id__in=[read.pk, mapped.pk], number__in=[2, 5]).exists()
    assert not left.filter(file_id=judged.pk, number=2).exists()

    # when the file is said to hold a number after all
    map_columns(other.pk, ["external_id", "first_name"], {})
    other = rehearsed(other)

    # then whoever was erased is taken out of it
    assert (other.refused, rows_with_the_marker()) == (1, 0)
    assert (run(other).refused, problems(other)) == (1, {2: [("", "erased")]})


@pytest.mark.parametrize("is_complete", [True, False])
@pytest.mark.django_db
def test_the_bytes_of_an_unread_file_go_with_whoever_is_erased(
    guest_profile, is_complete
):
    # given
    now = clock.now()
    job = begin_import("customers", "people.csv", {}, author=STAFF, now=now)
    take_piece(job.pk, 0, f"email,nome\nguest@example.com,{MARKER}\n".encode())
    if is_complete:
        complete_file(job.pk, 1, now=now)

    # when
    erase_profile(guest_profile.pk, now=clock.now(), author=STAFF)
    work_on_imports()

    # then
    assert (ImportRow.objects.count(), ImportPiece.objects.count()) == (0, 0)
    job.refresh_from_db()
    assert (job.state, job.problem) == (ImportState.FAILED, FileProblem.ERASURE)
    with pytest.raises(WrongState):
        take_piece(job.pk, 0, MARKER.encode())


@pytest.mark.django_db
def test_who_was_erased_long_ago_does_not_come_back_by_a_list(guest_profile):
    # given
    erase_profile(guest_profile.pk, now=clock.now(), author=STAFF)
    people = Profile.objects.count()
    text = f"email,nome\nguest@example.com,{MARKER}\nnew@example.com,New\n"

    # when
    job = run(bring("customers", text))

    # then
    assert (job.created, job.refused) == (1, 1)
    assert ImportRow.objects.get(file_id=job.pk, number=2).cells is None
    assert rows_with_the_marker() == 0
    assert search_people("guest@example.com", first=2) == []
    assert Profile.objects.count() == people + 1


@pytest.mark.django_db
def test_who_was_erased_and_came_back_by_themselves_is_taken_again(guest_profile):
    # given
    erase_profile(guest_profile.pk, now=clock.now(), author=STAFF)
    [back] = resolve_profiles([guest_claim("guest@example.com", seen_at=clock.now())])

    # when
    job = run(bring("customers", "email,nome\nguest@example.com,Ada\n"))

    # then
    assert (job.changed, job.refused) == (1, 0)
    [person] = search_people("guest@example.com", first=2)
    assert (person.id, person.first_name) == (back, "Ada")


@pytest.mark.django_db
def test_an_erasure_in_the_midst_of_a_batch_has_it_done_again(monkeypatch):
    # given somebody whose row an erasure empties while the batch is carried out
    job = bring("customers", f"email,nome\nnew@example.com,{MARKER}\n")
    tries = []
    carry_out = Customers.carry_out

    def erasing(self, rows, work):
        tries.append(len(rows))
        if len(tries) == 1:
            ImportRow.objects.filter(file_id=job.pk).update(cells=None)
        return carry_out(self, rows, work)

    monkeypatch.setattr(Customers, "carry_out", erasing)

    # when
    job = run(job)

    # then the first try was rolled back, here with the emptying
    assert tries == [1, 1]
    assert (job.created, job.handled) == (1, 1)


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
