"""Decisions about deliveries that were given up."""

import enum
from typing import Any

import graphene

from ...core import clock
from ...outbox.actions.stuck import retry_stuck, skip_stuck
from ...saleor_adapter.graphql import NonNullList, PluginsPermissions, ResolveInfo
from .. import DOC_CATEGORY
from ..access import author_of
from ..errors import CrmMutation, error_type
from ..ids import row_ids


class OutboxErrorCode(enum.Enum):
    """Why a decision about the stuck list was refused."""

    INVALID = "invalid"
    REQUIRED = "required"


CrmOutboxError = error_type("CrmOutbox", OutboxErrorCode)


class CrmStuckRetry(CrmMutation):
    """Try stuck facts again."""

    count = graphene.Int(
        required=True, default_value=0, description="How many will be tried again."
    )

    class Arguments:
        ids = NonNullList(
            graphene.ID, required=True, description="The IDs of the deliveries."
        )

    class Meta:
        description = "Try stuck facts again, at once and with all their tries."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmOutboxError

    @classmethod
    def act(cls, _info: ResolveInfo, *, ids: list[str]) -> Any:
        return cls(count=retry_stuck(row_ids(ids, field="ids"), now=clock.now()))


class CrmStuckSkip(CrmMutation):
    """Give stuck facts up for good."""

    count = graphene.Int(
        required=True, default_value=0, description="How many were given up."
    )

    class Arguments:
        ids = NonNullList(
            graphene.ID, required=True, description="The IDs of the deliveries."
        )
        reason = graphene.String(required=True, description="Why; it is kept.")

    class Meta:
        description = "Give stuck facts up for good; who did it and why is kept."
        doc_category = DOC_CATEGORY
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)
        error_type_class = CrmOutboxError

    @classmethod
    def act(cls, info: ResolveInfo, *, ids: list[str], reason: str) -> Any:
        count = skip_stuck(
            row_ids(ids, field="ids"),
            reason=reason,
            author=author_of(info),
            now=clock.now(),
        )
        return cls(count=count)
