"""Join a program, accept its terms, and leave it: what a signed-in customer does alone."""

from typing import Any

import graphene

from ....core import clock
from ....identity.actions.resolve import resolve_profiles
from ....identity.claims import ACCOUNT, PersonClaim
from ....loyalty.actions.membership import join_program, leave_program
from ....loyalty.queries import programs
from ....saleor_adapter.graphql import AuthorizationFilters, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import node_row_id
from ..account_types import CrmLoyalty, Member
from . import CrmLoyaltyError


class CrmLoyaltyJoin(CrmMutation):
    """Take part in a program."""

    ARGUMENTS = {"profile": "program"}

    loyalty = graphene.Field(CrmLoyalty, description="Your points after it.")

    class Arguments:
        program = graphene.ID(required=True, description="The ID of the program.")
        terms_version = graphene.String(
            description="The version of the terms that you accept; needed where there are terms."
        )

    class Meta:
        description = "Accept the terms of a program, and take part again if you left."
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(
        cls, info: ResolveInfo, *, program: str, terms_version: str | None = None
    ) -> Any:
        program_id = node_row_id(program, "CrmProgram", field="program")
        profile_id = _own_profile(info)
        join_program(
            program_id,
            profile_id,
            terms_version=terms_version or "",
            author=author_of(info),
            now=clock.now(),
        )
        return cls(loyalty=_member(program_id, profile_id))


class CrmLoyaltyLeave(CrmMutation):
    """Take part in a program no longer."""

    ARGUMENTS = {"profile": "program"}

    loyalty = graphene.Field(CrmLoyalty, description="Your points after it.")

    class Arguments:
        program = graphene.ID(required=True, description="The ID of the program.")

    class Meta:
        description = (
            "Leave a program: nothing is earned from now on, and your points end "
            "after the program's days unless you join again."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmLoyaltyError

    @classmethod
    def act(cls, info: ResolveInfo, *, program: str) -> Any:
        program_id = node_row_id(program, "CrmProgram", field="program")
        profile_id = _own_profile(info)
        leave_program(program_id, profile_id, author=author_of(info), now=clock.now())
        return cls(loyalty=_member(program_id, profile_id))


def _own_profile(info: ResolveInfo) -> int:
    # Without an e-mail the claim proves nothing new: it only finds or makes the account's profile.
    claim = PersonClaim(
        user_id=info.context.user.pk,
        email="",
        email_is_verified=False,
        source=ACCOUNT,
        seen_at=clock.now(),
    )
    [profile_id] = resolve_profiles([claim])
    if profile_id is None:
        raise AssertionError("An account always has a profile.")
    return profile_id


def _member(program_id: int, profile_id: int) -> Member:
    return Member(program=programs().get(pk=program_id), profile_id=profile_id)
