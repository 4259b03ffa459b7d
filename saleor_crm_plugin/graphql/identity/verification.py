"""Prove that the e-mail of one's account is one's own, in shops that do not ask for it."""

import datetime
import uuid
from typing import Any

import graphene

from ...core import clock
from ...identity.actions.email_codes import GOOD_FOR, ask_for_code, try_code
from ...identity.actions.verify_email import verify_email
from ...identity.errors import CodesAskedTooOften, WrongCode
from ...identity.links import verification_in
from ...messaging.actions.ask_to_verify import ask_to_verify
from ...saleor_adapter.graphql import AuthorizationFilters, DateTime, ResolveInfo
from ...saleor_adapter.http_requests import client_ip
from ...saleor_adapter.request_counts import seconds_to_wait
from .. import DOC_CATEGORY
from ..errors import CrmMutation
from .mutations import CrmIdentityError
from .own_profile import own_profile

HOUR = datetime.timedelta(hours=1)
# Of one address of the network, an hour: schools and offices share one.
MOST_REQUESTS = 30
MOST_GUESSES = 100
LONGEST_CODE = 20


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


class CrmEmailCodeRequest(CrmMutation):
    """Ask for the letter with the code."""

    handle = graphene.ID(
        description="What the code goes with; hand both in by `crmEmailCodeVerify`."
    )
    expires_at = DateTime(description="Until when the code is good.")

    class Arguments:
        email = graphene.String(
            required=True, description="The e-mail address of an account."
        )

    class Meta:
        description = (
            "Have a code of six digits sent to the e-mail of an account that has not proven it; "
            "at most three a day. The answer is the same for every address, known or not."
        )
        doc_category = DOC_CATEGORY
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, email: str) -> Any:
        _require_seldom(info, "email_code", MOST_REQUESTS)
        now = clock.now()
        return cls(handle=str(ask_for_code(email, now=now)), expires_at=now + GOOD_FOR)


class CrmEmailCodeVerify(CrmMutation):
    """Hand in the code."""

    class Arguments:
        handle = graphene.ID(
            required=True, description="What `crmEmailCodeRequest` gave."
        )
        code = graphene.String(
            required=True, description="The code in the letter, five tries."
        )

    class Meta:
        description = (
            "Prove the e-mail of an account with the code that was sent there. What was "
            "ordered by it as a guest is then the account's."
        )
        doc_category = DOC_CATEGORY
        error_type_class = CrmIdentityError

    @classmethod
    def act(cls, info: ResolveInfo, *, handle: str, code: str) -> Any:
        _require_seldom(info, "email_code_try", MOST_GUESSES)
        if try_code(_uuid(handle), code[:LONGEST_CODE], now=clock.now()):
            return cls()
        # Not raised: that would give the try back.
        return cls(errors=[cls._as_error(WrongCode())])


def _require_seldom(info: ResolveInfo, place: str, most: int) -> None:
    seconds = seconds_to_wait(place, client_ip(info.context), most=most, period=HOUR)
    if seconds:
        raise CodesAskedTooOften(seconds)


def _uuid(handle: str) -> uuid.UUID:
    """Return the handle; another one than any that was given where it is none."""
    try:
        return uuid.UUID(handle)
    except ValueError:
        return uuid.uuid4()


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
