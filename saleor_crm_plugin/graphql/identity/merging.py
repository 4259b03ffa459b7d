"""Merges of profiles: what was moved, what would be, and who may be the same person."""

from collections.abc import Iterable, Mapping
from typing import Any

import graphene
from promise import Promise

from ...core.errors import CrmError
from ...identity.duplicate_policies import Reason
from ...identity.merge_models import (
    DuplicateSuggestion,
    ProfileMerge,
    SuggestionState,
)
from ...identity.merge_queries import (
    merge_preview,
    merges_of,
    suggestions_page,
    survivors_of,
)
from ...saleor_adapter.db import allow_writer
from ...saleor_adapter.graphql import (
    AccountPermissions,
    BaseObjectType,
    DataLoader,
    DateTime,
    NonNullConnection,
    NonNullList,
    PermissionsField,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..authors import NAME, Authored, name_of
from ..enums import described_enum
from ..ids import asked_row_id, node_id
from ..pages import (
    KeysetConnectionField,
    keyset_page,
    number,
    page_size,
    read_cursor,
)
from ..reading import reading
from ..refused_arguments import refused_argument

CrmDuplicateReasonEnum = described_enum(
    "CrmDuplicateReasonEnum", Reason, "Why two profiles may be one person."
)
CrmDuplicateStateEnum = described_enum(
    "CrmDuplicateStateEnum", SuggestionState, "What became of a suggestion."
)


class SurvivorLoader(DataLoader):
    """Whom a profile was merged into."""

    context_key = "crm_survivor"

    def batch_load(self, keys: Iterable[int]) -> list[int | None]:
        keys = list(keys)
        found = survivors_of(keys, using=self.database_connection_name)
        return [found.get(key) for key in keys]


class MergesLoader(DataLoader):
    """The merges of a profile."""

    context_key = "crm_merges"

    def batch_load(self, keys: Iterable[int]) -> list[list[ProfileMerge]]:
        keys = list(keys)
        found = merges_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class CrmMovedRows(BaseObjectType):
    """How many rows of one table."""

    place = graphene.String(required=True, description="The table.")
    rows = graphene.Int(required=True, description="How many rows.")

    class Meta:
        description = (
            "How many rows of one table a merge moved, or left where they were."
        )
        doc_category = DOC_CATEGORY


class CrmMerge(Authored, BaseObjectType):
    """One merge."""

    id = graphene.ID(required=True, description="The ID of the merge.")
    source = graphene.ID(
        required=True, description="The profile that was merged (`CrmProfile`)."
    )
    into = graphene.ID(
        required=True, description="The profile that survived it (`CrmProfile`)."
    )
    merged_at = DateTime(required=True, description="When it was made.")
    author = graphene.String(required=True, description="Who made it.")
    moved = NonNullList(CrmMovedRows, required=True, description="What was moved.")
    parted_at = DateTime(description="When it was undone.")
    parted_by = graphene.String(
        required=True, description="Who undid it, or an empty text."
    )
    parted_by_name = graphene.String(description=f"What whoever undid it {NAME}")
    kept = NonNullList(
        CrmMovedRows,
        required=True,
        description=(
            "What came in between and stayed with the survivor, since nobody can tell "
            "whose it is."
        ),
    )

    class Meta:
        description = "That two profiles were taken for one person."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: ProfileMerge, _info: ResolveInfo) -> str:
        return node_id("CrmMerge", root.pk)

    @staticmethod
    def resolve_source(root: ProfileMerge, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.source_id)

    @staticmethod
    def resolve_into(root: ProfileMerge, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.target_id)

    @staticmethod
    def resolve_moved(root: ProfileMerge, _info: ResolveInfo) -> list[CrmMovedRows]:
        return _rows(root.moved)

    @staticmethod
    def resolve_parted_at(root: ProfileMerge, _info: ResolveInfo) -> Any:
        return root.undone_at

    @staticmethod
    def resolve_parted_by(root: ProfileMerge, _info: ResolveInfo) -> str:
        return root.undone_by

    @staticmethod
    def resolve_parted_by_name(root: ProfileMerge, info: ResolveInfo) -> Any:
        return name_of(root.undone_by, info)

    @staticmethod
    def resolve_kept(root: ProfileMerge, _info: ResolveInfo) -> list[CrmMovedRows]:
        return _rows(root.kept)


class CrmMergePreview(BaseObjectType):
    """What a merge would do."""

    moves = NonNullList(CrmMovedRows, required=True, description="What would move.")
    stays = NonNullList(
        CrmMovedRows,
        required=True,
        description="What would stay behind, as the survivor has it of its own.",
    )

    class Meta:
        description = "What a merge would do, without doing it."
        doc_category = DOC_CATEGORY


class CrmDuplicateSuggestion(BaseObjectType):
    """Two profiles that may be one person."""

    id = graphene.ID(required=True, description="The ID of the suggestion.")
    one = graphene.ID(required=True, description="One of the two (`CrmProfile`).")
    other = graphene.ID(required=True, description="The other one (`CrmProfile`).")
    score = graphene.Int(
        required=True, description="How likely they are one person, 1 to 100."
    )
    reasons = NonNullList(
        CrmDuplicateReasonEnum,
        required=True,
        description="Why they may be, the weightiest reason first.",
    )
    state = CrmDuplicateStateEnum(required=True, description="What became of it.")
    found_at = DateTime(required=True, description="When it was found first.")
    decided_at = DateTime(description="When staff decided about it.")
    decided_by = graphene.String(
        required=True, description="Who decided, or an empty text."
    )
    decided_by_name = graphene.String(description=f"What whoever decided {NAME}")

    class Meta:
        description = "Two profiles that may be one person, with the reasons."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: DuplicateSuggestion, _info: ResolveInfo) -> str:
        return node_id("CrmDuplicateSuggestion", root.pk)

    @staticmethod
    def resolve_decided_by_name(root: DuplicateSuggestion, info: ResolveInfo) -> Any:
        return name_of(root.decided_by, info)

    @staticmethod
    def resolve_one(root: DuplicateSuggestion, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.one_id)

    @staticmethod
    def resolve_other(root: DuplicateSuggestion, _info: ResolveInfo) -> str:
        return node_id("CrmProfile", root.other_id)


class CrmDuplicateSuggestionConnection(NonNullConnection):
    """A page of suggestions."""

    class Meta:
        node = CrmDuplicateSuggestion
        description = "A page of suggestions, likeliest first."
        doc_category = DOC_CATEGORY


class MergingQueries(graphene.ObjectType):
    """Who may be one person, and what merging them would do."""

    crm_duplicate_suggestions = KeysetConnectionField(
        CrmDuplicateSuggestionConnection,
        state=CrmDuplicateStateEnum(description="In this state; open ones by default."),
        description="Profiles that may be one person, likeliest first.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )
    crm_merge_preview = PermissionsField(
        CrmMergePreview,
        profile=graphene.ID(
            required=True, description="The ID of the profile to be merged."
        ),
        into=graphene.ID(
            required=True, description="The ID of the profile that would survive."
        ),
        description="What merging two profiles would move, without doing it.",
        permissions=[AccountPermissions.MANAGE_USERS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_duplicate_suggestions(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        state: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number, number])
        wanted = SuggestionState(state) if state else SuggestionState.OPEN
        with reading(info) as using:
            rows = suggestions_page(
                first=size + 1, after=cursor, state=wanted, using=using
            )
        return keyset_page(
            CrmDuplicateSuggestionConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.score, row.pk],
        )

    @staticmethod
    def resolve_crm_merge_preview(
        _root: Any, _info: ResolveInfo, profile: str, into: str
    ) -> CrmMergePreview:
        source_id = asked_row_id(profile, "CrmProfile", argument="profile")
        target_id = asked_row_id(into, "CrmProfile", argument="into")
        try:
            with allow_writer():
                found = merge_preview(source_id, target_id)
        except CrmError as refusal:
            raise refused_argument("into", refusal.message) from refusal
        return CrmMergePreview(
            moves=_rows({place: moving for place, (moving, _) in found.items()}),
            stays=_rows({place: staying for place, (_, staying) in found.items()}),
        )


def load_survivor(root: Any, info: ResolveInfo) -> Promise:
    """Return the ID of the profile into which this one was merged, if it was."""

    def as_id(survivor_id: int | None) -> str | None:
        return None if survivor_id is None else node_id("CrmProfile", survivor_id)

    return SurvivorLoader(info.context).load(root.id).then(as_id)


def load_merges(root: Any, info: ResolveInfo) -> Promise:
    """Return the merges of whatever has a profile's id."""
    return MergesLoader(info.context).load(root.id)


def _rows(counts: Mapping[str, int]) -> list[CrmMovedRows]:
    return [
        CrmMovedRows(place=place, rows=rows)
        for place, rows in sorted(counts.items())
        if rows
    ]
