"""Staff record what a person told them."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

import graphene

from ....consent.actions.record import ConsentAct, record_consents
from ....core import clock
from ....identity.errors import ProfileNotFound
from ....identity.models import Profile
from ....saleor_adapter.graphql import AccountPermissions, DateTime, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import person_row_id
from ..enums import CrmConsentStaffSourceEnum
from ..known import require_known
from ..types import CrmPreferences
from . import CrmConsentError
from .preferences_update import CrmPreferenceInput, wish_of


class CrmConsentRecord(CrmMutation):
    """Put on record what a person told a member of staff."""

    ARGUMENTS = {"id": "profile"}

    preferences = graphene.Field(
        CrmPreferences, description="What the person allows after it."
    )

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        input = CrmPreferenceInput(required=True, description="What the person said.")
        source = CrmConsentStaffSourceEnum(
            required=True, description="How the person told you."
        )
        occurred_at = DateTime(
            description="When the person told you, if not just now. An earlier act changes "
            "nothing that a later one decided."
        )

    class Meta:
        description = (
            "Record what a person told a member of staff. On a channel with double opt-in the "
            "person still has to confirm a grant."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmConsentError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        profile: str,
        input: Mapping[str, Any],
        source: str,
        occurred_at: datetime.datetime | None = None,
    ) -> Any:
        profile_id = person_row_id(profile, field="profile")
        if not Profile.objects.filter(pk=profile_id, erased_at=None).exists():
            raise ProfileNotFound(profile_id)
        wish, now = wish_of(input), clock.now()
        require_known([wish.subject], profile_id=profile_id)
        act = ConsentAct(
            profile_id=profile_id,
            channel=wish.subject.channel,
            purpose=wish.subject.purpose,
            list_code=wish.subject.list_code,
            granted=wish.granted,
            source=source,
            occurred_at=occurred_at or now,
            key=f"staff:{uuid.uuid4()}",
            wording_id=wish.wording_id,
            author=author_of(info),
        )
        record_consents([act], now=now)
        return cls(preferences=CrmPreferences(profile_id))
