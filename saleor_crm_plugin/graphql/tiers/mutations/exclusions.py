"""Let a profile earn nothing in a program, and let it take part again."""

from typing import Any

import graphene

from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, ResolveInfo
from ....tiers.actions.exclude import exclude_profile, include_profile
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import person_row_id
from ..of_programs import program_of
from . import CrmTierError


class CrmProfileExclude(CrmMutation):
    """Exclude a profile from a program."""

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        program = graphene.ID(required=True, description="The ID of the program.")
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = (
            "Let a profile earn nothing and count nowhere in a program from now on: "
            "a tester, a partner. What it has earned stays."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, program: str, reason: str) -> Any:
        exclude_profile(
            program_of(program).book_id,
            person_row_id(profile, field="profile"),
            reason=reason,
            author=author_of(info),
            now=clock.now(),
        )
        return cls()


class CrmProfileInclude(CrmMutation):
    """Let an excluded profile take part again."""

    was_excluded = graphene.Boolean(
        required=True,
        default_value=False,
        description="Whether the profile was excluded.",
    )

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        program = graphene.ID(required=True, description="The ID of the program.")
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = "Let an excluded profile take part in a program again."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmTierError

    @classmethod
    def act(cls, info: ResolveInfo, *, profile: str, program: str, reason: str) -> Any:
        was_excluded = include_profile(
            program_of(program).book_id,
            person_row_id(profile, field="profile"),
            reason=reason,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(was_excluded=was_excluded)
