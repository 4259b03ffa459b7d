"""Staff and apps record reviews, and who brought whom."""

import datetime
import uuid
from typing import Any

import graphene

from ....behavior.actions.engagements import (
    Engagement,
    EngagementKind,
    record_engagement,
)
from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, DateTime, ResolveInfo
from ... import DOC_CATEGORY
from ...enums import described_enum
from ...errors import CrmMutation
from ...ids import person_row_id
from . import CrmBehaviorError

CrmEngagementKindEnum = described_enum(
    "CrmEngagementKindEnum", EngagementKind, "What somebody did for the shop."
)


class CrmEngagementRecord(CrmMutation):
    """Record that somebody reviewed goods or brought a friend."""

    is_new = graphene.Boolean(description="Whether it was not recorded before.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        kind = CrmEngagementKindEnum(required=True, description="What the person did.")
        occurred_at = DateTime(
            description="When, at most a year ago. Default: now; give it with a `key`."
        )
        key = graphene.String(
            description="Your own ID of it: the same again changes nothing. Default: a new one."
        )

    class Meta:
        description = (
            "Record that a person wrote a review, or brought a friend. It stands in the timeline, "
            "and speaks for a warm relation."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmBehaviorError

    @classmethod
    def act(
        cls,
        _info: ResolveInfo,
        *,
        profile: str,
        kind: str,
        occurred_at: datetime.datetime | None = None,
        key: str | None = None,
    ) -> Any:
        now = clock.now()
        engagement = Engagement(
            kind=EngagementKind(kind),
            profile_id=person_row_id(profile, field="profile"),
            key=str(uuid.uuid4()) if key is None else key,
            occurred_at=occurred_at or now,
        )
        return cls(is_new=record_engagement(engagement, now=now))
