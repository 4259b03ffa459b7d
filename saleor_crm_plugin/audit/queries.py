"""The changes that were made to one setting."""

from django.db.models import QuerySet

from .models import SettingsChange


def changes_of(subject: str, subject_id: int) -> QuerySet[SettingsChange]:
    """Return the changes of one row, newest first."""
    return SettingsChange.objects.filter(
        subject=subject, subject_id=subject_id
    ).order_by("-id")
