"""Writes go to the writer; both aliases hold the same tables."""

from typing import Any

from django.conf import settings


class PrimaryReplicaRouter:
    """Sends writes to the writer; reads go where the caller says."""

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return settings.DATABASE_CONNECTION_DEFAULT_NAME

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        return True
