"""The changes that were made to settings."""

from collections.abc import Collection

from django.db.models import QuerySet

from .models import SettingsChange


def changes_of(
    subject: str, subject_id: int, *, using: str = "default"
) -> QuerySet[SettingsChange]:
    """Return the changes of one row, newest first."""
    return all_changes(using=using).filter(subject=subject, subject_id=subject_id)


def all_changes(*, using: str = "default") -> QuerySet[SettingsChange]:
    """Return the changes of all settings, newest first."""
    return SettingsChange.objects.using(using).order_by("-id")


def last_authors(
    subject: str, subject_ids: Collection[int], *, using: str = "default"
) -> dict[int, str]:
    """Return who changed each of these rows last, as `user:5` or `app:2`. One query."""
    rows = all_changes(using=using).filter(subject=subject, subject_id__in=subject_ids)
    newest = rows.order_by("subject_id", "-id").distinct("subject_id")
    return dict(newest.values_list("subject_id", "author"))
