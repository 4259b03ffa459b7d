"""The changes that were made to settings."""

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
