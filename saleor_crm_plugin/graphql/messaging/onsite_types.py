"""On-site messages as their owner's storefront shows them."""

import graphene

from ...messaging.models import OnsiteMessage
from ...saleor_adapter.graphql import BaseObjectType, DateTime, ResolveInfo
from .. import DOC_CATEGORY


class CrmOnsiteMessage(BaseObjectType):
    """A message in the storefront."""

    id = graphene.ID(
        required=True, description="By what it is told to be seen or dismissed."
    )
    placement = graphene.String(required=True, description="Where it is shown.")
    title = graphene.String(required=True, description="Its title.")
    html = graphene.String(
        required=True, description="Its words in HTML, in which nothing can run."
    )
    text = graphene.String(required=True, description="Its words as plain text.")
    shown_until = DateTime(
        required=True, description="From when on it is not shown any more."
    )

    class Meta:
        description = "A message for the signed-in customer, shown in the storefront."
        doc_category = DOC_CATEGORY

    @staticmethod
    def resolve_id(root: OnsiteMessage, _info: ResolveInfo) -> str:
        return str(root.message.public_id)
