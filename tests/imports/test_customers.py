"""People out of a file: created, changed, refused, found again, and taken back."""

import pytest

from saleor_crm_plugin.core import clock
from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.actions.names import KnownName, remember_names
from saleor_crm_plugin.identity.birthdays import Birthday
from saleor_crm_plugin.identity.details import details_of
from saleor_crm_plugin.identity.labels import attributes_of, tags_of
from saleor_crm_plugin.identity.models import Identifier, Profile, Trust
from saleor_crm_plugin.identity.queries import people, search_people
from saleor_crm_plugin.imports.actions import batches, steer, work
from saleor_crm_plugin.imports.actions.begin import map_columns
from saleor_crm_plugin.imports.actions.work import work_on_imports
from saleor_crm_plugin.imports.errors import WrongState
from saleor_crm_plugin.imports.models import Import, ImportRow, ImportState

from ..fixtures.import_file import (
    STAFF,
    bring,
    counts,
    problems,
    rehearsed,
    run,
    undone,
)
from ..fixtures.person import account_claim
from ..fixtures.unchanged import fingerprint

FILE = (
    "Codice cliente;Email;Telefono;Nome;Cognome;Data di nascita;Lingua;Etichette\n"
    "K1;anna@example.com;+39 333 1234567;Anna;Bianchi;03/04/1980;it;vip, roma\n"
    "K2;bo@example.com;;Bo;Li;1990-12-31;zh-hans;\n"
)
ONLY_IMPORTS = {"crm_import", "crm_import_row"}


def changed_tables(before, after):
    """Return the tables whose rows differ."""
    return {old[0] for old, new in zip(before, after, strict=True) if old != new}


def the_person(term):
    [person] = search_people(term, first=5)
    return person


@pytest.mark.django_db
def test_people_come_in_with_everything_that_is_said_of_them():
    # when
    job = run(bring("customers", FILE))

    # then
    assert (job.state, counts(job)) == (ImportState.DONE, (2, 0, 0, 0))
    anna = the_person("anna@example.com")
    assert (anna.kind, anna.first_name, anna.last_name) == (
        "prospect",
        "Anna",
        "Bianchi",
    )
    assert the_person("K1") == the_person("+393331234567") == anna
    details = details_of([anna.id])[anna.id]
    assert (details.birthday, details.language) == (
        Birthday(year=1980, month=4, day=3),
        "it",
    )
    assert tags_of([anna.id]) == {anna.id: {"vip", "roma"}}
    assert not anna.email_is_verified


@pytest.mark.django_db
def test_a_rehearsal_says_what_would_come_of_it_and_writes_nothing_else():
    # given
    run(bring("customers", "email,nome\nbo@example.com,Bo\n"))
    job = bring("customers", FILE + "K3;no address;;;;;;\n")
    before = fingerprint()

    # when
    job = rehearsed(job)

    # then
    assert changed_tables(before, fingerprint()) == ONLY_IMPORTS
    assert (job.state, counts(job)) == (ImportState.REHEARSED, (1, 1, 0, 1))
    assert problems(job) == {4: [("Email", "no_email")]}
    assert counts(run(job)) == (1, 1, 0, 1)


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing():
    # given
    run(bring("customers", FILE))
    again = bring("customers", FILE)
    before = fingerprint()

    # when
    again = run(again)

    # then
    assert counts(again) == (0, 0, 2, 0)
    assert changed_tables(before, fingerprint()) == ONLY_IMPORTS


@pytest.mark.django_db
def test_a_person_is_changed_only_in_what_the_file_says():
    # given
    run(bring("customers", FILE))
    anna = the_person("anna@example.com")

    # when
    job = run(
        bring("customers", "email,cognome,tags,id\nANNA@example.com,Verdi,gold,K1\n")
    )

    # then
    assert counts(job) == (0, 1, 0, 0)
    after = people([anna.id])[anna.id]
    assert (after.first_name, after.last_name) == ("Anna", "Verdi")
    assert tags_of([anna.id])[anna.id] == {"vip", "roma", "gold"}
    assert details_of([anna.id])[anna.id].language == "it"


@pytest.mark.django_db
def test_columns_can_become_attributes():
    # given
    job = bring("customers", "email,Scarpe\na@example.com,41\n")

    # when
    run(map_columns(job.pk, ["email", "attribute:shoe_size"], {}))

    # then
    person = the_person("a@example.com")
    assert attributes_of([person.id]) == {person.id: {"shoe_size": "41"}}


@pytest.mark.django_db
def test_a_number_and_an_email_of_two_people_are_refused():
    # given
    run(bring("customers", FILE))

    # when
    job = run(bring("customers", "id,email,nome\nK1,bo@example.com,X\n"))

    # then
    assert problems(job) == {2: [("", "two_people")]}


@pytest.mark.django_db
@pytest.mark.parametrize("rehearse", [True, False])
def test_who_is_named_twice_is_refused_the_second_time(small_batches, rehearse):
    # given
    job = bring(
        "customers",
        "id,email,nome\nK1,a@example.com,A\n,b@example.com,B\n"
        "K1,c@example.com,C\n,B@example.com,D\n",
    )

    # when
    job = rehearsed(job) if rehearse else run(job)

    # then
    assert counts(job) == (2, 0, 0, 2)
    rows = ImportRow.objects.filter(file_id=job.pk, outcome="refused").order_by(
        "number"
    )
    assert [(row.number, row.problems[0]["row"]) for row in rows] == [(4, 2), (5, 3)]


@pytest.mark.django_db
def test_a_shared_phone_does_not_make_one_person_of_two():
    # when
    job = run(
        bring(
            "customers",
            "email,phone\na@example.com,+390212345678\nb@example.com,+390212345678\n",
        )
    )

    # then
    assert counts(job) == (2, 0, 0, 0)
    trusts = Identifier.objects.filter(type="phone").order_by("profile_id")
    assert [row.trust for row in trusts] == [Trust.GUEST, Trust.CLAIMED]


@pytest.mark.django_db
def test_an_account_is_found_by_its_email(make_profile):
    # given
    profile = make_profile(account_claim(7, "ada@example.com", email_is_verified=True))

    # when
    job = run(bring("customers", "email,nome\nada@example.com,Ada\n"))

    # then
    assert counts(job) == (0, 1, 0, 0)
    assert people([profile.pk])[profile.pk].first_name == "Ada"


@pytest.mark.django_db
def test_undoing_leaves_people_as_they_were():
    # given
    run(bring("customers", FILE))
    anna = the_person("anna@example.com")
    before = (
        people([anna.id]),
        details_of([anna.id]),
        tags_of([anna.id]),
        attributes_of([anna.id]),
    )
    job = bring(
        "customers",
        "email,nome,cognome,born,lang,tags,size,id\nanna@example.com,Anne,Blanc,2/2/1981,fr,x,41,K9\nnew@example.com,N,,,,,,\n",
    )
    job = run(
        map_columns(
            job.pk,
            [
                "email",
                "first_name",
                "last_name",
                "birthday",
                "language",
                "tags",
                "attribute:size",
                "external_id",
            ],
            {},
        )
    )
    assert counts(job) == (1, 1, 0, 0)

    # when
    job = undone(job)

    # then
    assert (job.state, job.undone, job.kept) == (ImportState.UNDONE, 2, 0)
    after = (
        people([anna.id]),
        details_of([anna.id]),
        tags_of([anna.id]),
        attributes_of([anna.id]),
    )
    assert after == before
    assert (
        search_people("K9", first=5) == search_people("new@example.com", first=5) == []
    )
    assert counts(run(bring("customers", "email\nnew@example.com\n"))) == (1, 0, 0, 0)


@pytest.mark.django_db
def test_undoing_keeps_what_was_changed_since_and_says_so():
    # given
    job = run(bring("customers", FILE))
    anna = the_person("anna@example.com")
    remember_names([KnownName(anna.id, "Anna", "Neri")])

    # when
    job = undone(job)

    # then
    assert (job.undone, job.kept) == (1, 1)
    assert problems(job) == {2: [("", "changed_since")]}
    assert people([anna.id])[anna.id].last_name == "Neri"


@pytest.mark.django_db
def test_undoing_keeps_a_person_to_whom_something_happened():
    # given
    job = run(bring("customers", FILE))
    run(bring("consents", "email,status,time\nanna@example.com,yes,2026-03-01\n"))

    # when
    job = undone(job)

    # then
    assert problems(job) == {2: [("", "something_happened")]}
    assert the_person("anna@example.com").first_name == "Anna"


@pytest.mark.django_db
def test_who_was_erased_after_the_file_was_handed_in_does_not_come_back():
    # given
    run(bring("customers", FILE))
    job = bring("customers", FILE)
    anna = the_person("anna@example.com")
    erase_profile(anna.id, now=clock.now(), author=STAFF)

    # when
    job = run(job)

    # then
    assert problems(job) == {2: [("", "forgotten")]}
    assert ImportRow.objects.get(file_id=job.pk, number=2).cells is None
    assert search_people("anna@example.com", first=5) == []
    assert Profile.objects.count() == 2


@pytest.mark.django_db
def test_every_wrong_cell_is_told_and_nothing_of_its_row_is_done():
    # given
    text = (
        "email,phone,nome,birthday,language,tags\n"
        "a@example.com,12,=HYPERLINK(1),31/02/1980,english!,@x\n"
        'b@example.com,,"two\nlines",,,\n'
        f"c@example.com,,{'x' * 201},1/1/2099,,\n"
        ",,Nobody,,,\n"
        "d@example.com,,N\x00l,,,\n"
        "'+390212345678,,,,,\n"
        "e@example.com,,Rossi, Anna,,it,vip\n"
    )

    # when
    job = run(bring("customers", text))

    # then
    assert problems(job) == {
        2: [
            ("phone", "no_phone"),
            ("nome", "formula"),
            ("birthday", "no_birthday"),
            ("language", "no_language"),
            ("tags", "formula"),
        ],
        4: [("nome", "too_long"), ("birthday", "no_birthday")],
        5: [("", "nobody_named")],
        6: [("nome", "unreadable")],
        7: [("email", "no_email")],
        8: [("", "too_many_cells")],
    }
    assert counts(job) == (1, 0, 0, 6)
    assert the_person("b@example.com").first_name == "two lines"


@pytest.mark.django_db
def test_a_file_that_is_being_run_is_undone_only_after_it_was_stopped(
    small_batches, monkeypatch
):
    # given
    text = "email\n" + "".join(f"p{number}@example.com\n" for number in range(5))
    job = bring("customers", text)
    steer.ask_to_run(job.pk)
    work.one_batch({})

    # when
    with pytest.raises(WrongState):
        steer.ask_to_undo(job.pk)
    steer.cancel_import(job.pk, now=clock.now())
    job = undone(job)

    # then
    assert (job.state, job.created, job.undone, job.kept) == ("undone", 2, 2, 0)
    assert not Profile.objects.filter(erased_at=None).exists()


@pytest.mark.django_db
def test_a_worker_that_dies_in_a_batch_leaves_nothing_twice_and_nothing_out(
    small_batches, monkeypatch
):
    # given
    text = "email\n" + "".join(f"p{number}@example.com\n" for number in range(7))
    job = bring("customers", text)
    place = "saleor_crm_plugin.imports.actions.batches._write"

    steer.ask_to_run(job.pk)
    written = []
    real = batches._write

    def dying(job, verdicts):
        written.append(len(verdicts))
        real(job, verdicts)
        if len(written) == 3:
            raise KeyboardInterrupt

    # when
    monkeypatch.setattr(place, dying)
    with pytest.raises(KeyboardInterrupt):
        work_on_imports()
    assert Profile.objects.count() == 4
    job = Import.objects.get(pk=job.pk)
    assert (job.handled, job.position) == (4, 5)
    monkeypatch.setattr(place, real)
    work_on_imports()

    # then
    job.refresh_from_db()
    assert (job.state, counts(job), Profile.objects.count()) == (
        ImportState.DONE,
        (7, 0, 0, 0),
        7,
    )
