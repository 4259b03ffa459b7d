"""Periodic tasks on Saleor's own beat, without editing Saleor's settings."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings


def schedule(tasks: Mapping[str, Mapping[str, Any]]) -> None:
    """Add tasks to the schedule that beat reads when it starts; a merchant's own entry wins."""
    for name, entry in tasks.items():
        settings.CELERY_BEAT_SCHEDULE.setdefault(name, dict(entry))
