"""What may be asked of the shop itself."""

import graphene

from ..core.doc_category import DOC_CATEGORY_SHOP
from ..core.fields import BaseField
from .types import Shop


class ShopQueries(graphene.ObjectType):
    shop = BaseField(
        Shop, required=True, description="The shop.", doc_category=DOC_CATEGORY_SHOP
    )

    @staticmethod
    def resolve_shop(_root, _info):
        return Shop()
