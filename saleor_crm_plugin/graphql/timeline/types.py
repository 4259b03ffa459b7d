"""What happened to a person, entry by entry."""

import datetime
from typing import Any

import graphene

from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import JSON, BaseObjectType, DateTime, NonNullConnection, ResolveInfo
from ...timeline.entry_type import Entry
from ...timeline.queries import Cursor, entries_page
from .. import DOC_CATEGORY
from ..ids import node_id
from ..pages import keyset_page, page_size, read_cursor


class CrmTimelineEntry(BaseObjectType):
    """One thing that happened to a person."""

    id = graphene.ID(required=True, description="The ID of the entry.")
    type = graphene.String(
        required=True, description="What kind of thing happened, such as `order.paid`."
    )
    occurred_at = DateTime(required=True, description="When it happened.")
    origin = graphene.String(
        required=True,
        description="How the shop came to know: live, sweep, backfill, rebuild or import.",
    )
    summary = graphene.String(required=True, description="What happened, in one sentence.")
    payload = JSON(required=True, description="The details, as plain values.")

    class Meta:
        description = "One thing that happened to a person."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: Entry, _info: ResolveInfo) -> str:
        return node_id("CrmTimelineEntry", root.id)

    @staticmethod
    def resolve_type(root: Entry, _info: ResolveInfo) -> str:
        return root.entry_type


class CrmTimelineEntryConnection(NonNullConnection):
    """A page of a timeline."""

    class Meta:
        node = CrmTimelineEntry
        description = "A page of a timeline, newest first."
        doc_category = DOC_CATEGORY


def timeline_page(
    info: ResolveInfo,
    profile_id: int,
    *,
    first: int | None,
    after: str | None,
    types: list[str] | None,
) -> Any:
    """Return a page of the profile's timeline as a connection."""
    size = page_size(info, first)
    cursor = read_cursor(after, [datetime.datetime.fromisoformat, int])
    with allow_writer():
        rows = entries_page(
            profile_id,
            before=Cursor(*cursor) if cursor else None,
            first=size + 1,
            types=types or (),
        )
    return keyset_page(
        CrmTimelineEntryConnection,
        rows,
        first=size,
        after=after,
        cursor_of=lambda row: [row.occurred_at.isoformat(), row.id],
    )
