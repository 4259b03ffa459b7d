"""A customer says what they allow."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from ....consent.actions.wish import Origin, Wish, record_wishes
from ....consent.error_codes import ConsentErrorCode
from ....consent.policies import Subject
from ....consent.sources import Source
from ....core import clock
from ....core.errors import CrmError
from ....core.sentences import Sentence
from ....saleor_adapter.graphql import (
    AuthorizationFilters,
    BaseInputObjectType,
    NonNullList,
    ResolveInfo,
)
from ....saleor_adapter.http_requests import client_ip
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...identity.own_profile import own_profile
from ...ids import node_row_id
from ..enums import CrmConsentPurposeEnum
from ..known import require_known
from ..types import CrmPreferences
from . import CrmConsentError

MOST_AT_ONCE = 50


class CrmPreferenceInput(BaseInputObjectType):
    """One thing that is granted or withdrawn."""

    channel = graphene.String(
        required=True, description="The channel, such as `email`; `any` for all."
    )
    purpose = CrmConsentPurposeEnum(required=True, description="What it is for.")
    list_code = graphene.String(
        description="The kind of message within the purpose. Default: the whole purpose."
    )
    is_granted = graphene.Boolean(
        required=True, description="Whether it is granted; else it is withdrawn."
    )
    wording = graphene.ID(
        description="The ID of the words that were shown (`CrmConsentWording`)."
    )

    class Meta:
        description = "One thing that is granted or withdrawn."
        doc_category = DOC_CATEGORY


class CrmPreferencesUpdate(CrmMutation):
    """Grant and withdraw for oneself."""

    preferences = graphene.Field(
        CrmPreferences, description="What the customer allows after it."
    )

    class Arguments:
        input = NonNullList(
            CrmPreferenceInput,
            required=True,
            description="What to change, 50 at most; all else stays as it is.",
        )

    class Meta:
        description = (
            "Grant or withdraw what the shop may do, for the customer who is signed in. On a "
            "channel with double opt-in a grant is pending until it is confirmed."
        )
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmConsentError

    @classmethod
    def act(cls, info: ResolveInfo, *, input: Sequence[Mapping[str, Any]]) -> Any:
        if len(input) > MOST_AT_ONCE:
            raise TooMany
        wishes = [wish_of(one) for one in input]
        profile_id = own_profile(info.context.user)
        require_known([wish.subject for wish in wishes], profile_id=profile_id)
        record_wishes(
            profile_id,
            wishes,
            origin=Origin(
                source=Source.ACCOUNT,
                ip=client_ip(info.context),
                user_agent=info.context.headers.get("User-Agent", "")[:400],
            ),
            now=clock.now(),
        )
        return cls(preferences=CrmPreferences(profile_id))


class TooMany(CrmError):
    """More than anybody can mean at once."""

    code = ConsentErrorCode.INVALID
    field = "input"

    def __init__(self) -> None:
        super().__init__(
            Sentence("Change {most} things at once at most.", most=MOST_AT_ONCE)
        )


def wish_of(given: Mapping[str, Any]) -> Wish:
    """Return what an input asks for. Raises MalformedId."""
    wording = given.get("wording")
    return Wish(
        Subject(given["channel"], given["purpose"], given.get("list_code") or ""),
        granted=given["is_granted"],
        wording_id=wording
        and node_row_id(wording, "CrmConsentWording", field="wording"),
    )
