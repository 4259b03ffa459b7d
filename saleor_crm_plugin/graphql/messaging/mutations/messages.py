"""Take messages back that have not left yet."""

from typing import Any

import graphene

from ....core import clock
from ....messaging.actions.cancel import cancel_messages
from ....saleor_adapter.graphql import AccountPermissions, ResolveInfo
from ... import DOC_CATEGORY
from ...errors import CrmMutation
from ...ids import person_row_id
from . import CrmMessagingError


class CrmMessagesCancel(CrmMutation):
    """Take back what a source has queued."""

    canceled = graphene.Int(
        required=True,
        default_value=0,
        description="How many messages will not leave.",
    )

    class Arguments:
        source_kind = graphene.String(
            required=True, description="What wanted it said, such as `journey`."
        )
        source_id = graphene.String(required=True, description="Which one of these.")
        profile = graphene.ID(description="Only to this person (`CrmProfile`).")

    class Meta:
        description = "Take back the messages of a source that have not left yet."
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmMessagingError

    @classmethod
    def act(
        cls,
        _info: ResolveInfo,
        *,
        source_kind: str,
        source_id: str,
        profile: str | None = None,
    ) -> Any:
        only = profile and [person_row_id(profile, field="profile")]
        count = cancel_messages(
            source_kind, source_id, profile_ids=only or None, now=clock.now()
        )
        return cls(canceled=count)
