"""Products and their variants, each seen from one channel."""

import graphene
from graphene import relay

from ...product import models
from ..core.connection import CountableConnection
from ..core.context import ChannelContext, get_database_connection_name
from ..core.doc_category import DOC_CATEGORY_PRODUCTS
from ..core.federation import federated_entity, resolve_federation_references
from ..core.scalars import DateTime
from ..core.types import NonNullList
from ..core.types.context import ChannelContextType
from ..meta.types import ObjectWithMetadata
from .dataloaders import ProductByIdLoader, ProductVariantsByProductIdLoader


@federated_entity("id")
class Product(ChannelContextType[models.Product]):
    id = graphene.GlobalID(required=True, description="The ID of the product.")
    name = graphene.String(required=True, description="Name of the product.")
    slug = graphene.String(required=True, description="Slug of the product.")
    created = DateTime(required=True, description="When the product was added.")
    updated_at = DateTime(required=True, description="When the product was changed.")
    channel = graphene.String(description="Slug of the channel that it is seen from.")
    external_reference = graphene.String(description="The product's ID elsewhere.")
    variants = NonNullList(
        "saleor.graphql.product.types.ProductVariant", description="Its variants."
    )

    class Meta:
        default_resolver = ChannelContextType.resolver_with_context
        description = "A product."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.Product

    @staticmethod
    def resolve_created(root, _info):
        return root.node.created_at

    @staticmethod
    def resolve_channel(root, _info):
        return root.channel_slug

    @staticmethod
    def resolve_variants(root, info):
        def wrap(variants):
            return [ChannelContext(variant, root.channel_slug) for variant in variants]

        return (
            ProductVariantsByProductIdLoader(info.context).load(root.node.id).then(wrap)
        )

    @staticmethod
    def __resolve_references(roots, info):
        rows = models.Product.objects.using(get_database_connection_name(info.context))
        return _wrapped(resolve_federation_references(Product, roots, rows))


@federated_entity("id")
class ProductVariant(ChannelContextType[models.ProductVariant]):
    id = graphene.GlobalID(required=True, description="The ID of the variant.")
    name = graphene.String(required=True, description="Name of the variant.")
    sku = graphene.String(description="Stock keeping unit.")
    product = graphene.Field(Product, required=True, description="Its product.")
    channel = graphene.String(description="Slug of the channel that it is seen from.")
    external_reference = graphene.String(description="The variant's ID elsewhere.")

    class Meta:
        default_resolver = ChannelContextType.resolver_with_context
        description = "One kind of a product, such as a size."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.ProductVariant

    @staticmethod
    def resolve_channel(root, _info):
        return root.channel_slug

    @staticmethod
    def resolve_product(root, info):
        return (
            ProductByIdLoader(info.context)
            .load(root.node.product_id)
            .then(lambda product: ChannelContext(product, root.channel_slug))
        )

    @staticmethod
    def __resolve_references(roots, info):
        rows = models.ProductVariant.objects.using(
            get_database_connection_name(info.context)
        )
        return _wrapped(resolve_federation_references(ProductVariant, roots, rows))


def _wrapped(nodes):
    return [node and ChannelContext(node, None) for node in nodes]


class ProductCountableConnection(CountableConnection):
    class Meta:
        doc_category = DOC_CATEGORY_PRODUCTS
        node = Product
