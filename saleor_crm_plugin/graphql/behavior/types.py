"""What a person did, and what it adds up to, as staff see it."""

from typing import Any

import graphene

from ...behavior.models import BehaviorEvent
from ...behavior.queries import BehaviorPlace
from ...saleor_adapter.graphql import (
    BaseObjectType,
    DateTime,
    NonNullConnection,
    NonNullList,
    ResolveInfo,
)
from .. import DOC_CATEGORY
from ..ids import node_id
from ..pages import (
    KeysetConnectionField,
    keyset_page,
    moment,
    number,
    page_size,
    read_cursor,
)
from .enums import CrmBehaviorKindEnum, CrmKeywordSourceEnum
from .loaders import BehaviorLoader, InterestsLoader, KeywordsLoader


def _goods(name: str, type_name: str) -> Any:
    def resolve(root: Any, _info: ResolveInfo) -> str | None:
        row = getattr(root, name)
        return None if row is None else node_id(type_name, row)

    return staticmethod(resolve)


class CrmBehaviorEvent(BaseObjectType):
    """One thing that a person did."""

    id = graphene.ID(required=True, description="The ID of the event.")
    kind = CrmBehaviorKindEnum(required=True, description="What the person did.")
    occurred_at = DateTime(required=True, description="When, by the shop's clock.")
    name = graphene.String(
        required=True,
        description="The code of what happened, of the store or of the occasion; else empty.",
    )
    text = graphene.String(
        required=True,
        description="What was looked for or read; of an occasion the store. Else empty.",
    )
    product_id = graphene.ID(description="The ID of the product (`Product`).")
    variant_id = graphene.ID(description="The ID of the variant (`ProductVariant`).")
    category_id = graphene.ID(description="The ID of the category (`Category`).")
    channel = graphene.String(
        required=True, description="The slug of the channel, or an empty text."
    )
    quantity = graphene.Int(description="How many pieces.")
    author = graphene.String(
        required=True,
        description="Who recorded it, such as `user:5`; empty for storefronts.",
    )

    class Meta:
        description = "One thing that a person did."
        doc_category = DOC_CATEGORY

    resolve_product_id = _goods("product_id", "Product")
    resolve_variant_id = _goods("variant_id", "ProductVariant")
    resolve_category_id = _goods("category_id", "Category")

    @staticmethod
    def resolve_id(root: BehaviorEvent, _info: ResolveInfo) -> str:
        return node_id("CrmBehaviorEvent", root.pk)


class CrmBehaviorEventConnection(NonNullConnection):
    """A page of what a person did."""

    class Meta:
        node = CrmBehaviorEvent
        description = "A page of what a person did, newest first."
        doc_category = DOC_CATEGORY


class CrmProductInterest(BaseObjectType):
    """How much interest a person has shown in a product."""

    product_id = graphene.ID(
        required=True, description="The ID of the product (`Product`)."
    )
    views = graphene.Int(required=True, description="How often it was looked at.")
    carts = graphene.Int(required=True, description="How often it moved in a cart.")
    wishes = graphene.Int(required=True, description="How often it was wished for.")
    shares = graphene.Int(required=True, description="How often it was shared.")
    last_at = DateTime(required=True, description="When that was last.")

    class Meta:
        description = "How much interest a person has shown in a product."
        doc_category = DOC_CATEGORY

    resolve_product_id = _goods("product_id", "Product")


class CrmKeyword(BaseObjectType):
    """A word that a person used."""

    word = graphene.String(
        required=True, description="The word, in lower case and without accents."
    )
    source = CrmKeywordSourceEnum(
        required=True, description="Where the person used it."
    )
    times = graphene.Int(required=True, description="In how many texts.")
    last_at = DateTime(required=True, description="When it was last used.")

    class Meta:
        description = "A word that a person used when looking for something or writing."
        doc_category = DOC_CATEGORY


class CrmBehaviorSettings(BaseObjectType):
    """What the shop has chosen about behavior."""

    keep_days = graphene.Int(
        required=True, description="For how many days behavior is kept."
    )
    places = NonNullList(
        graphene.String, required=True, description="The codes of stores, for visits."
    )
    occasions = NonNullList(
        graphene.String,
        required=True,
        description="The codes of occasions, for visits.",
    )
    version = graphene.Int(
        required=True,
        description="Counts the changes; to be given with the next one.",
    )

    class Meta:
        description = "What the shop has chosen about behavior."
        doc_category = DOC_CATEGORY


class BehaviorFields:
    """What `CrmProfile` shows of a person's behavior."""

    behavior = KeysetConnectionField(
        CrmBehaviorEventConnection,
        required=True,
        kinds=NonNullList(CrmBehaviorKindEnum, description="Only of these kinds."),
        description=(
            "What the person did in storefronts and stores, newest first; kept by the person's "
            "agreement to profiling alone."
        ),
    )
    product_interests = NonNullList(
        CrmProductInterest,
        required=True,
        first=graphene.Int(required=True, description="How many, at most 100."),
        description="The products that the person showed interest in, the latest first.",
    )
    keywords = NonNullList(
        CrmKeyword,
        required=True,
        first=graphene.Int(required=True, description="How many, at most 100."),
        description="The words that the person used most, in searches and letters.",
    )

    @staticmethod
    def resolve_behavior(
        root: Any,
        info: ResolveInfo,
        first: int | None = None,
        after: str | None = None,
        kinds: list[str] | None = None,
    ) -> Any:
        size = page_size(info, first)
        cursor = read_cursor(after, [moment, number])
        before = BehaviorPlace(*cursor) if cursor else None
        key = (before, size + 1, tuple(kinds or ()), root.id)
        rows = BehaviorLoader(info.context).load(key)
        return rows.then(
            lambda found: keyset_page(
                CrmBehaviorEventConnection,
                found,
                first=size,
                after=after,
                cursor_of=lambda row: [row.occurred_at.isoformat(), row.pk],
            )
        )

    @staticmethod
    def resolve_product_interests(root: Any, info: ResolveInfo, first: int) -> Any:
        return InterestsLoader(info.context).load((page_size(info, first), root.id))

    @staticmethod
    def resolve_keywords(root: Any, info: ResolveInfo, first: int) -> Any:
        return KeywordsLoader(info.context).load((page_size(info, first), root.id))
