"""What customers do with the messages in their storefront."""

import uuid
from typing import Any

import graphene

from ....core import clock
from ....identity.queries import profile_of_user
from ....messaging.actions.onsite import (
    dismiss_onsite,
    note_onsite_clicked,
    note_onsite_seen,
)
from ....messaging.errors import MessageNotFound
from ....saleor_adapter.graphql import AuthorizationFilters, NonNullList, ResolveInfo
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from . import CrmMessagingError


class CrmOnsiteMessagesSeen(CrmMutation):
    """Tell that messages were seen."""

    class Arguments:
        ids = NonNullList(graphene.ID, required=True, description="The messages.")

    class Meta:
        description = "Tell that the signed-in customer has seen messages."
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo, *, ids: list[str]) -> Any:
        asked = [_public_id(one) for one in ids]
        note_onsite_seen(_profile(info), asked, now=clock.now())
        return cls()


class CrmOnsiteMessageClicked(CrmMutation):
    """Tell that a message was followed."""

    class Arguments:
        id = graphene.ID(required=True, description="The message.")

    class Meta:
        description = "Tell that the signed-in customer has followed a message."
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        note_onsite_clicked(_profile(info), _public_id(id), now=clock.now())
        return cls()


class CrmOnsiteMessageDismiss(CrmMutation):
    """Show a message no more."""

    class Arguments:
        id = graphene.ID(required=True, description="The message.")

    class Meta:
        description = "Show a message to the signed-in customer no more."
        doc_category = DOC_CATEGORY
        permissions = (AuthorizationFilters.AUTHENTICATED_USER,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(cls, info: ResolveInfo, *, id: str) -> Any:
        dismiss_onsite(_profile(info), _public_id(id), now=clock.now())
        return cls()


def _profile(info: ResolveInfo) -> int:
    profile_id = profile_of_user(info.context.user.pk)
    if profile_id is None:
        raise MessageNotFound
    return profile_id


def _public_id(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError as error:
        raise MessageNotFound from error
