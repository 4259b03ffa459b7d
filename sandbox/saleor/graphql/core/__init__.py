"""The pieces that every GraphQL module is built from."""

import graphene

from .context import SaleorContext

__all__ = ["ResolveInfo", "SaleorContext"]


class ResolveInfo(graphene.ResolveInfo):
    context: SaleorContext
