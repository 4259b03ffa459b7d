"""Messages as staff see them, with every decision and attempt."""

from typing import Any

import graphene

from ...messaging.models import GateDecision, Message
from ...messaging.policies.states import MessageState
from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..enums import described_enum
from ..ids import node_id
from ..pages import keyset_page, number, page_size, read_cursor
from .loaders import AttemptsLoader, DecisionsLoader, MessagesLoader

CrmMessageStateEnum = described_enum(
    "CrmMessageStateEnum", MessageState, "Where a message stands."
)


class CrmMessageDecision(BaseObjectType):
    """What the gate decided."""

    channel = graphene.String(
        required=True, description="By which channel; empty where there was none."
    )
    verdict = graphene.String(
        required=True, description="One of `send`, `defer` and `refuse`."
    )
    reason = graphene.String(
        required=True,
        description="Why, such as `quiet_hours`; empty where it was sent.",
    )
    until = DateTime(description="Until when it was deferred.")
    numbers = JSON(required=True, description="The numbers that decided it.")
    decided_at = DateTime(required=True, description="When it was decided.")

    class Meta:
        description = "What the gate decided about a message, and why."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_numbers(root: GateDecision, _info: ResolveInfo) -> Any:
        return root.numbers


class CrmMessageAttempt(BaseObjectType):
    """One handing over."""

    number = graphene.Int(required=True, description="Which one it is, from 1.")
    channel = graphene.String(required=True, description="By which channel.")
    begun_at = DateTime(required=True, description="When it began.")
    ended_at = DateTime(description="When it ended; null while it goes on.")
    outcome = graphene.String(
        required=True,
        description=(
            "One of `accepted`, `retry`, `rejected`, `unsure` and `unknown`; "
            "empty while it goes on."
        ),
    )
    detail = graphene.String(
        required=True, description="The provider's code, without its words."
    )
    language = graphene.String(required=True, description="The language that was sent.")
    variant = graphene.String(required=True, description="The variant that was sent.")

    class Meta:
        description = "One handing over of a message to a channel."
        doc_category = DOC_CATEGORY


class CrmMessage(BaseObjectType):
    """One message."""

    id = graphene.ID(required=True, description="The ID of the message.")
    profile_id = graphene.ID(
        required=True, description="The ID of the person it is for (`CrmProfile`)."
    )
    source_kind = graphene.String(
        required=True, description="What wanted it said, such as `journey`."
    )
    source_id = graphene.String(required=True, description="Which one of these.")
    purpose = graphene.String(required=True, description="What it is for.")
    template_code = graphene.String(
        required=True, description="The template of its words."
    )
    channel = graphene.String(
        required=True, description="By which channel; empty before that is known."
    )
    state = CrmMessageStateEnum(required=True, description="Where it stands.")
    reason = graphene.String(
        required=True,
        description="Why it did not leave, or still waits; empty for others.",
    )
    is_test = graphene.Boolean(
        required=True, description="Whether it went to the test address."
    )
    queued_at = DateTime(required=True, description="When it was queued.")
    due_at = DateTime(required=True, description="When it is or was to leave.")
    expires_at = DateTime(
        required=True, description="From when on it does not leave any more."
    )
    changed_at = DateTime(required=True, description="Since when it stands so.")
    decisions = NonNullList(
        CrmMessageDecision,
        required=True,
        description="Everything that the gate decided about it, oldest first.",
    )
    attempts = NonNullList(
        CrmMessageAttempt,
        required=True,
        description="Every handing over to a channel, oldest first.",
    )

    class Meta:
        description = "One message to one person, from its queueing to its outcome."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Message, _info: ResolveInfo) -> str:
        return node_id("CrmMessage", root.pk)

    @staticmethod
    def resolve_profile_id(root: Message, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)

    @staticmethod
    def resolve_decisions(root: Message, info: ResolveInfo) -> Any:
        return DecisionsLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_attempts(root: Message, info: ResolveInfo) -> Any:
        return AttemptsLoader(info.context).load(root.pk)


class CrmMessageConnection(NonNullConnection):
    """A page of messages."""

    class Meta:
        node = CrmMessage
        description = "A page of messages, newest first."
        doc_category = DOC_CATEGORY


def messages_of_profile(
    info: ResolveInfo, profile_id: int, *, first: int | None, after: str | None
) -> Any:
    """Return a page of the messages to a profile as a connection, newest first."""
    size = page_size(info, first)
    cursor = read_cursor(after, [number])
    key = (cursor[0] if cursor else None, size + 1, profile_id)
    rows = MessagesLoader(info.context).load(key)
    return rows.then(
        lambda found: keyset_page(
            CrmMessageConnection,
            found,
            first=size,
            after=after,
            cursor_of=lambda row: [row.pk],
        )
    )
