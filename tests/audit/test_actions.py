"""Changes of settings are kept with their author, and only what differs."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from saleor_crm_plugin.audit.actions import record_change
from saleor_crm_plugin.audit.models import SettingsChange
from saleor_crm_plugin.audit.queries import changes_of

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def _record(before, after, author="user:1"):
    return record_change(
        "program", 7, author=author, before=before, after=after, now=NOW
    )


def test_only_what_differs_is_kept():
    assert _record({"name": "a", "days": 3}, {"name": "b", "days": 3})
    [change] = changes_of("program", 7)
    assert (change.before, change.after) == ({"name": "a"}, {"name": "b"})


def test_equal_settings_leave_no_row():
    assert not _record(
        {"at": NOW, "rate": Decimal("1.5")}, {"at": NOW, "rate": Decimal("1.5")}
    )
    assert not SettingsChange.objects.exists()


def test_new_and_removed_settings_have_one_side():
    _record({}, {"name": "a"})
    _record({"name": "a"}, {})
    assert [(row.before, row.after) for row in changes_of("program", 7)] == [
        ({"name": "a"}, {}),
        ({}, {"name": "a"}),
    ]


def test_the_database_wants_an_author_and_keeps_every_row():
    with pytest.raises(IntegrityError), transaction.atomic():
        _record({}, {"name": "a"}, author="")
    _record({}, {"name": "a"})
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingsChange.objects.update(author="user:2")
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingsChange.objects.all().delete()
    assert SettingsChange.objects.get().author == "user:1"
