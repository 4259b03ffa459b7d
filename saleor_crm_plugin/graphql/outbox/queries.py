"""What staff may ask about the outbox."""

from typing import Any

import graphene

from ...outbox import queries
from ...saleor_adapter.graphql import PermissionsField, PluginsPermissions, ResolveInfo
from .. import DOC_CATEGORY
from ..pages import KeysetConnectionField, keyset_page, number, page_size, read_cursor
from ..reading import reading
from .types import CrmBacklog, CrmStuckDeliveryConnection


class OutboxQueries(graphene.ObjectType):
    """The stuck list and the backlog."""

    crm_stuck_deliveries = KeysetConnectionField(
        CrmStuckDeliveryConnection,
        description="Facts that could not be handled, oldest first.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )
    crm_backlog = PermissionsField(
        CrmBacklog,
        required=True,
        description="How much the CRM has still to do.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=DOC_CATEGORY,
    )

    @staticmethod
    def resolve_crm_stuck_deliveries(
        _root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [number])
        with reading(info) as using:
            rows = queries.stuck(
                size + 1, after=cursor[0] if cursor else 0, using=using
            )
        return keyset_page(
            CrmStuckDeliveryConnection,
            rows,
            first=size,
            after=after,
            cursor_of=lambda row: [row.id],
        )

    @staticmethod
    def resolve_crm_backlog(_root: Any, info: ResolveInfo) -> queries.Backlog:
        with reading(info) as using:
            return queries.backlog(using=using)
