"""What happened to a person, entry by entry."""

from typing import Any

import graphene

from ...saleor_adapter.graphql import (
    JSON,
    BaseObjectType,
    DateTime,
    NonNullConnection,
    ResolveInfo,
)
from ...saleor_adapter.staff import StaffMember
from ...timeline.entry_type import Entry
from ...timeline.queries import Cursor, WrittenNote
from .. import DOC_CATEGORY
from ..ids import node_id
from ..pages import keyset_page, moment, number, page_size, read_cursor
from .loaders import NotesLoader, TimelineLoader


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
    summary = graphene.String(
        required=True, description="What happened, in one sentence."
    )
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
    cursor = read_cursor(after, [moment, number])
    key = (
        Cursor(*cursor) if cursor else None,
        size + 1,
        tuple(types or ()),
        profile_id,
    )
    rows = TimelineLoader(info.context).load(key)
    return rows.then(
        lambda found: keyset_page(
            CrmTimelineEntryConnection,
            found,
            first=size,
            after=after,
            cursor_of=lambda row: [row.occurred_at.isoformat(), row.id],
        )
    )


class CrmNote(BaseObjectType):
    """What a member of staff wrote about a person; with an owner it is a follow-up."""

    id = graphene.ID(required=True, description="The ID of the note.")
    profile_id = graphene.ID(
        required=True, description="The ID of the person it is about (`CrmProfile`)."
    )
    text = graphene.String(
        required=True, description="What was written; empty once the person was erased."
    )
    author_id = graphene.ID(
        required=True, description="The ID of the account that wrote it (`User`)."
    )
    created_at = DateTime(required=True, description="When it was written.")
    owner_id = graphene.ID(
        description="The ID of the account that is to follow up (`User`); null for plain notes."
    )
    due_at = DateTime(description="By when it is to be done; null for plain notes.")
    done_at = DateTime(description="When it was done; null as long as it is not.")

    class Meta:
        description = (
            "What a member of staff wrote about a person; with an owner a follow-up."
        )
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: WrittenNote, _info: ResolveInfo) -> str:
        return node_id("CrmNote", root.id)

    @staticmethod
    def resolve_profile_id(root: WrittenNote, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.profile_id)

    @staticmethod
    def resolve_author_id(root: WrittenNote, _info: ResolveInfo) -> str:
        return node_id("User", root.author_id)

    @staticmethod
    def resolve_owner_id(root: WrittenNote, _info: ResolveInfo) -> str | None:
        return None if root.owner_id is None else node_id("User", root.owner_id)


class CrmNoteConnection(NonNullConnection):
    """A page of notes."""

    class Meta:
        node = CrmNote
        description = "A page of notes."
        doc_category = DOC_CATEGORY


def notes_of(
    info: ResolveInfo, profile_id: int, *, first: int | None, after: str | None
) -> Any:
    """Return a page of the notes about a profile as a connection, newest first."""
    size = page_size(info, first)
    cursor = read_cursor(after, [number])
    key = (cursor[0] if cursor else None, size + 1, profile_id)
    rows = NotesLoader(info.context).load(key)
    return rows.then(
        lambda found: keyset_page(
            CrmNoteConnection,
            found,
            first=size,
            after=after,
            cursor_of=lambda row: [row.id],
        )
    )


class CrmStaffMember(BaseObjectType):
    """Somebody who works in the shop."""

    id = graphene.ID(required=True, description="The ID of the account (`User`).")
    number = graphene.Int(
        required=True,
        description="The number by which definitions name the account.",
    )
    name = graphene.String(
        required=True, description="First and last name; empty where none was given."
    )

    class Meta:
        description = "Somebody who works in the shop."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: StaffMember, _info: ResolveInfo) -> str:
        return node_id("User", root.id)

    @staticmethod
    def resolve_number(root: StaffMember, _info: ResolveInfo) -> int:
        return root.id
