"""Staff and apps record that somebody came, and hand in what somebody wrote."""

import datetime
import uuid
from typing import Any

import graphene

from ....behavior.actions.texts import WrittenText, read_text
from ....behavior.actions.visits import Visit, record_visit
from ....core import clock
from ....saleor_adapter.graphql import AccountPermissions, DateTime, ResolveInfo
from ... import DOC_CATEGORY
from ...access import author_of
from ...errors import CrmMutation
from ...ids import person_row_id
from . import CrmBehaviorError

_KEY = "Your own ID of it: the same again changes nothing. Default: a new one."


class CrmVisitRecord(CrmMutation):
    """Record that somebody came to a store or an occasion."""

    is_new = graphene.Boolean(description="Whether it was not recorded before.")

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        place = graphene.String(
            required=True,
            description="The code of the store: at most 64 small letters, digits and `._-`.",
        )
        occasion = graphene.String(
            description="The code of the occasion that the person came for, if there was one."
        )
        occurred_at = DateTime(
            description="When, at most a year ago. Default: now; give it with a `key`."
        )
        key = graphene.String(description=_KEY)

    class Meta:
        description = (
            "Record that a person came to a store, or to an occasion there. It stands in the "
            "timeline, and among the person's behavior if they agreed to profiling."
        )
        doc_category = DOC_CATEGORY
        permissions = (AccountPermissions.MANAGE_USERS,)
        error_type_class = CrmBehaviorError

    @classmethod
    def act(
        cls,
        info: ResolveInfo,
        *,
        profile: str,
        place: str,
        occasion: str | None = None,
        occurred_at: datetime.datetime | None = None,
        key: str | None = None,
    ) -> Any:
        now = clock.now()
        visit = Visit(
            profile_id=person_row_id(profile, field="profile"),
            place=place,
            occasion=occasion or "",
            key=str(uuid.uuid4()) if key is None else key,
            author=author_of(info),
            occurred_at=occurred_at or now,
        )
        return cls(is_new=record_visit(visit, now=now))


class CrmInboundTextRead(CrmMutation):
    """Take the keywords out of what somebody wrote to the shop."""

    is_read = graphene.Boolean(
        description="Whether its words were taken in: once, and if the person agreed to profiling."
    )

    class Arguments:
        profile = graphene.ID(required=True, description="The ID of the profile.")
        text = graphene.String(
            required=True,
            description="What the person wrote, at most 20,000 characters. It is not kept.",
        )
        key = graphene.String(description=_KEY)
        language = graphene.String(description="The language, such as `it`.")
        occurred_at = DateTime(description="When it was written. Default: now.")

    class Meta:
        description = (
            "Take the keywords out of what a person wrote to the shop, wherever it arrived. At "
            "most 40 words of the first 2,000 characters."
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
        text: str,
        key: str | None = None,
        language: str | None = None,
        occurred_at: datetime.datetime | None = None,
    ) -> Any:
        now = clock.now()
        written = WrittenText(
            profile_id=person_row_id(profile, field="profile"),
            text=text,
            key=str(uuid.uuid4()) if key is None else key,
            occurred_at=occurred_at or now,
            language=language or "",
        )
        return cls(is_read=read_text(written, now=now))
