"""Prove that the e-mail of one's account is one's own, in shops that do not ask for it."""

from typing import Any

import graphene

from ...core import clock
from ...identity.actions.verify_email import verify_email
from ...identity.links import verification_in
from ...messaging.actions.ask_to_verify import ask_to_verify
from ...saleor_adapter.graphql import AuthorizationFilters, ResolveInfo
from .. import DOC_CATEGORY
from ..errors import CrmMutation
from .mutations import CrmIdentityError
from .own_profile import own_profile


class CrmMyEmailVerificationRequest(CrmMutation):
    """Ask for the letter with the link."""

    class Meta:
        description = (
            "Have a letter sent to the e-mail of one's account, with a link that proves "
            "it; at most three a day."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo) -> Any:
        user = info.context.user
        ask_to_verify(own_profile(user), user.pk, now=clock.now())
        return cls()


class CrmEmailVerify(CrmMutation):
    """Hand in the proof."""

    class Arguments:
        token = graphene.String(
            required=True, description="The last part of the link in the letter."
        )

    class Meta:
        description = (
            "Prove the e-mail of an account with the link that was sent there. What was "
            "ordered by it as a guest is then the account's. Whoever holds the link may."
        )
        doc_category = DOC_CATEGORY
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, _info: ResolveInfo, *, token: str) -> Any:
        verify_email(*verification_in(token))
        return cls()
