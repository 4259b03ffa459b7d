"""Batched reads of messages, decisions and attempts."""

from collections.abc import Iterable

from ...messaging.models import GateDecision, Message, MessageAttempt
from ...messaging.queries import attempts_of, decisions_of, messages_of
from ...saleor_adapter.graphql import DataLoader
from ..reading import by_profile


class MessagesLoader(DataLoader):
    """Pages of people's messages by (the id before which, how many, profile)."""

    context_key = "crm_messages"

    def batch_load(
        self, keys: Iterable[tuple[int | None, int, int]]
    ) -> list[list[Message]]:
        using = self.database_connection_name
        return by_profile(
            keys,
            lambda before, first, profiles: messages_of(
                profiles, first=first, before=before, using=using
            ),
        )


class DecisionsLoader(DataLoader):
    """What the gate decided, by message."""

    context_key = "crm_message_decisions"

    def batch_load(self, keys: Iterable[int]) -> list[list[GateDecision]]:
        keys = list(keys)
        found = decisions_of(keys, using=self.database_connection_name)
        return [found.get(key, []) for key in keys]


class AttemptsLoader(DataLoader):
    """Every handing over, by message."""

    context_key = "crm_message_attempts"

    def batch_load(self, keys: Iterable[int]) -> list[list[MessageAttempt]]:
        keys = list(keys)
        found = attempts_of(keys, using=self.database_connection_name)
        return [found.get(key, []) for key in keys]
