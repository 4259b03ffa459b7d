"""Acts and wordings are never changed, whoever asks the database to."""

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_crm_plugin.consent.models import ConsentEvent, ConsentState, ConsentWording

from ..fixtures.consent import ASKED_AT, HOUR, record_one
from ..fixtures.unchanged import nothing_changes


@pytest.fixture
def recorded(profile):
    wording = ConsentWording.objects.create(
        code="news",
        purpose="marketing",
        language="en",
        version=1,
        text="May we?",
        author="user:1",
    )
    record_one(profile.pk, "yes", wording_id=wording.pk)
    return profile


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE crm_consent_event SET status = 'withdrawn'",
        "UPDATE crm_consent_event SET occurred_at = now()",
        "DELETE FROM crm_consent_event",
        "UPDATE crm_consent_wording SET text = 'Other words'",
        "DELETE FROM crm_consent_wording",
    ],
)
def test_acts_and_wordings_are_never_changed(recorded, statement):
    def change():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    with nothing_changes(), pytest.raises(IntegrityError):
        change()


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "spam"},
        {"status": "unknown"},
        {"key": "yes"},
        {"occurred_at": ASKED_AT + HOUR},
    ],
)
def test_acts_that_make_no_sense_are_refused(recorded, changes):
    values = {
        "key": "other",
        "profile_id": recorded.pk,
        "channel": "email",
        "purpose": "marketing",
        "status": "granted",
        "source": "account",
        "occurred_at": ASKED_AT,
        "recorded_at": ASKED_AT,
    }

    with nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        ConsentEvent.objects.create(**values | changes)


def test_there_is_one_view_per_subject(recorded):
    state = ConsentState.objects.get()
    state.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        state.save(force_insert=True)
