"""What staff note down, and what they are to do."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from saleor_crm_plugin.identity.actions.erase import erase_profile
from saleor_crm_plugin.identity.errors import ProfileNotFound
from saleor_crm_plugin.outbox.models import FactRow
from saleor_crm_plugin.timeline import queries
from saleor_crm_plugin.timeline.actions.notes import (
    LONGEST_TEXT,
    Plan,
    add_follow_up,
    add_note,
    complete_follow_up,
)
from saleor_crm_plugin.timeline.errors import (
    FollowUpAlreadyDone,
    FollowUpNotFound,
    NoteTextRequired,
    NoteTextTooLong,
    ProfileErased,
)
from saleor_crm_plugin.timeline.models import Note, NoteText, TimelineEntry
from tests.fixtures.catching_up import catch_up

NOW = datetime.datetime(2026, 5, 4, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
AUTHOR, OWNER = 100, 200
PLAN = Plan(owner_id=OWNER, due_at=NOW + DAY)


def summaries(profile):
    catch_up(NOW)
    page = queries.entries_page(profile.id, before=None, first=10)
    return [(entry.entry_type, entry.summary) for entry in page]


def facts():
    return list(FactRow.objects.order_by("id").values_list("code", flat=True))


def nothing_was_written():
    return (
        not Note.objects.exists()
        and not NoteText.objects.exists()
        and not TimelineEntry.objects.exists()
        and not FactRow.objects.exists()
    )


def test_note_is_kept_and_shows_in_the_timeline_without_its_words(profile):
    # when
    note_id = add_note(profile.id, "  Likes linen. ", author_id=AUTHOR, now=NOW)

    # then
    assert facts() == ["timeline.note_added"]
    assert not TimelineEntry.objects.exists()
    [note] = queries.notes_page(profile.id, first=10)
    assert note == queries.WrittenNote(
        id=note_id,
        profile_id=profile.id,
        author_id=AUTHOR,
        created_at=NOW,
        owner_id=None,
        due_at=None,
        done_at=None,
        text="Likes linen.",
    )
    assert queries.notes([note_id, 404]) == {note_id: note}
    assert summaries(profile) == [("timeline.note_added", "A note was added.")]
    [entry] = TimelineEntry.objects.all()
    assert entry.payload == {"note_id": note_id, "author_id": AUTHOR}


def test_follow_up_is_open_until_it_is_done(profile):
    # given
    note_id = add_follow_up(profile.id, "Call.", plan=PLAN, author_id=AUTHOR, now=NOW)
    assert [note.id for note in queries.open_follow_ups(OWNER, first=10)] == [note_id]
    assert queries.open_follow_ups(AUTHOR, first=10) == []

    # when
    complete_follow_up(note_id, author_id=OWNER, now=NOW + DAY)

    # then
    assert queries.open_follow_ups(OWNER, first=10) == []
    note = Note.objects.get()
    assert (note.done_at, note.done_by_id) == (NOW + DAY, OWNER)
    assert summaries(profile) == [
        ("timeline.follow_up_done", "A follow-up was done."),
        ("timeline.follow_up_added", "A follow-up was planned for 2026-05-05."),
    ]


def test_open_follow_ups_come_by_due_date_page_by_page(profile):
    # given
    due = [NOW + 3 * DAY, NOW + DAY, NOW + DAY]
    late, one, two = (
        add_follow_up(
            profile.id, "Call.", plan=Plan(OWNER, moment), author_id=AUTHOR, now=NOW
        )
        for moment in due
    )

    # when
    first = queries.open_follow_ups(OWNER, first=1)
    rest = queries.open_follow_ups(OWNER, first=5, after=(first[0].due_at, first[0].id))

    # then
    assert [note.id for note in first + rest] == [one, two, late]


def test_follow_up_is_done_once(profile):
    # given
    note_id = add_follow_up(profile.id, "Call.", plan=PLAN, author_id=AUTHOR, now=NOW)
    complete_follow_up(note_id, author_id=OWNER, now=NOW)

    # when
    with pytest.raises(FollowUpAlreadyDone) as refusal:
        complete_follow_up(note_id, author_id=AUTHOR, now=NOW + DAY)

    # then
    assert refusal.value.note_id == note_id
    assert Note.objects.get().done_by_id == OWNER
    assert facts() == ["timeline.follow_up_added", "timeline.follow_up_done"]


def test_plain_note_is_no_follow_up(profile):
    # given
    note_id = add_note(profile.id, "Likes linen.", author_id=AUTHOR, now=NOW)

    # when / then
    with pytest.raises(FollowUpNotFound):
        complete_follow_up(note_id, author_id=OWNER, now=NOW)
    assert Note.objects.get().done_at is None


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_note_is_refused(profile, text):
    with pytest.raises(NoteTextRequired) as refusal:
        add_note(profile.id, text, author_id=AUTHOR, now=NOW)
    assert refusal.value.field == "text"
    assert nothing_was_written()


def test_endless_note_is_refused(profile):
    with pytest.raises(NoteTextTooLong) as refusal:
        add_note(profile.id, "x" * (LONGEST_TEXT + 1), author_id=AUTHOR, now=NOW)
    assert (refusal.value.length, refusal.value.most) == (
        LONGEST_TEXT + 1,
        LONGEST_TEXT,
    )
    assert nothing_was_written()


def test_note_about_nobody_is_refused(db):
    with pytest.raises(ProfileNotFound):
        add_note(404, "Likes linen.", author_id=AUTHOR, now=NOW)
    assert nothing_was_written()


def test_note_about_an_erased_person_is_refused(profile):
    # given
    erase_profile(profile.id, now=NOW, author="user:1")

    # when / then
    with pytest.raises(ProfileErased) as refusal:
        add_note(profile.id, "Likes linen.", author_id=AUTHOR, now=NOW)
    assert refusal.value.profile_id == profile.id
    assert nothing_was_written()


def test_erasing_takes_the_words_and_leaves_the_entries(profile, guest_profile):
    # given
    add_note(profile.id, "Likes linen.", author_id=AUTHOR, now=NOW)
    add_follow_up(profile.id, "Call.", plan=PLAN, author_id=AUTHOR, now=NOW)
    add_note(guest_profile.id, "Likes wool.", author_id=AUTHOR, now=NOW)

    # when
    report = erase_profile(profile.id, now=NOW, author="user:1")

    # then
    assert report.rows["timeline"] == 2
    assert [note.text for note in queries.notes_page(profile.id, first=10)] == ["", ""]
    assert len(summaries(profile)) == 2
    assert list(NoteText.objects.values_list("text", flat=True)) == ["Likes wool."]


def test_search_finds_words_in_whatever_case(profile, guest_profile):
    # given
    linen = add_note(profile.id, "Likes LINEN, 100%.", author_id=AUTHOR, now=NOW)
    wool = add_note(guest_profile.id, "Likes wool.", author_id=AUTHOR, now=NOW)

    def found(term, **arguments):
        notes = queries.search_notes(term, **({"first": 10} | arguments))
        return [note.id for note in notes]

    # when / then
    assert found("linen") == [linen]
    assert found(" likes ") == [wool, linen]
    assert found("likes", first=1) == [wool]
    assert found("likes", after=wool) == [linen]
    assert found("likes", profile_id=profile.id) == [linen]
    assert found("0%") == [linen]
    assert found("%") == [linen]
    assert found("_ikes") == []
    assert found("") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"owner_id": 1},
        {"due_at": NOW},
        {"owner_id": 1, "due_at": NOW, "done_at": NOW},
        {"done_at": NOW, "done_by_id": 1},
    ],
)
def test_database_refuses_half_a_follow_up(profile, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(profile=profile, author_id=AUTHOR, **changes)
