"""Behavior that many of the shop's models share."""

from typing import Any

from django.db import models


class ModelWithMetadata(models.Model):
    """Two JSON columns: `metadata` that the owner may read, `private_metadata` for staff."""

    class Meta:
        abstract = True

    def get_value_from_private_metadata(self, key: str, default: Any = None) -> Any:
        return self.private_metadata.get(key, default)

    def store_value_in_private_metadata(self, items: dict[str, Any]) -> None:
        self.private_metadata = (self.private_metadata or {}) | items

    def clear_private_metadata(self) -> None:
        self.private_metadata = {}

    def delete_value_from_private_metadata(self, key: str) -> bool:
        return self.private_metadata.pop(key, None) is not None

    def get_value_from_metadata(self, key: str, default: Any = None) -> Any:
        return self.metadata.get(key, default)

    def store_value_in_metadata(self, items: dict[str, Any]) -> None:
        self.metadata = (self.metadata or {}) | items

    def clear_metadata(self) -> None:
        self.metadata = {}

    def delete_value_from_metadata(self, key: str) -> bool:
        return self.metadata.pop(key, None) is not None
