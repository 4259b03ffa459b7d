"""Merge two profiles, part them again, and say that two are not one person."""

from typing import Any

import graphene

from ...core import clock
from ...identity.actions.duplicates import dismiss_suggestion
from ...identity.actions.merge import merge_profiles
from ...identity.actions.unmerge import unmerge_profiles
from ...identity.merge_models import ProfileMerge
from ...identity.queries import people
from ...saleor_adapter.graphql import AccountPermissions, ResolveInfo
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation
from ..ids import node_row_id
from .merging import CrmDuplicateSuggestion, CrmMerge
from .mutations import CrmIdentityError
from .types import CrmProfile


class CrmProfilesMerge(CrmMutation):
    """Merge two profiles."""

    ARGUMENTS = {"id": "profile"}

    merge = graphene.Field(CrmMerge, description="The merge.")
    profile = graphene.Field(CrmProfile, description="The person.")

    class Arguments:
        profile = graphene.ID(
            required=True, description="The ID of the profile to be merged."
        )
        into = graphene.ID(
            required=True, description="The ID of the profile that survives."
        )

    class Meta:
        description = (
            "Make one person of two profiles, with everything that either of them has. "
            "It can be undone."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, into: str) -> Any:
        report = merge_profiles(
            node_row_id(profile, "CrmProfile", field="profile"),
            node_row_id(into, "CrmProfile", field="into"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(
            merge=ProfileMerge.objects.get(pk=report.merge_id),
            profile=people([report.target_id])[report.target_id],
        )


class CrmProfilesPart(CrmMutation):
    """Undo a merge."""

    merge = graphene.Field(CrmMerge, description="The merge.")
    profile = graphene.Field(CrmProfile, description="Who is a person again.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the merge.")

    class Meta:
        description = (
            "Undo a merge: each gets back what was theirs, and what came in between "
            "follows its identifier. What nobody can tell stays with the survivor."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        report = unmerge_profiles(
            node_row_id(id, "CrmMerge", field="id"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(
            merge=ProfileMerge.objects.get(pk=report.merge_id),
            profile=people([report.source_id])[report.source_id],
        )


class CrmDuplicateDismiss(CrmMutation):
    """Dismiss a suggestion."""

    suggestion = graphene.Field(CrmDuplicateSuggestion, description="The suggestion.")

    class Arguments:
        id = graphene.ID(required=True, description="The ID of the suggestion.")

    class Meta:
        description = "Say that two profiles are not one person, for good."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        row = dismiss_suggestion(
            node_row_id(id, "CrmDuplicateSuggestion", field="id"),
            author=author_of(info),
            now=clock.now(),
        )
        return cls(suggestion=row)
