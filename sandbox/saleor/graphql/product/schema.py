"""What may be asked of products."""

import graphene
from django.db.models import Exists, OuterRef

from ...permission.enums import (
    DiscountPermissions,
    OrderPermissions,
    ProductPermissions,
)
from ...permission.utils import has_one_of_permissions
from ...product import models
from ..core.connection import create_connection_slice
from ..core.context import (
    ChannelContext,
    ChannelQsContext,
    get_database_connection_name,
)
from ..core.doc_category import DOC_CATEGORY_PRODUCTS
from ..core.fields import BaseField, ConnectionField
from ..core.utils import from_global_id_or_error
from ..core.validators import validate_one_of_args_is_in_query
from ..utils import get_user_or_app_from_context
from .types import Product, ProductCountableConnection, ProductVariant

# Who sees products that are not published.
ALL_PRODUCTS_PERMISSIONS = [
    OrderPermissions.MANAGE_ORDERS,
    DiscountPermissions.MANAGE_DISCOUNTS,
    ProductPermissions.MANAGE_PRODUCTS,
]


def _channel_argument():
    return graphene.String(description="Slug of the channel to look from.")


def visible_products(info, channel):
    """Return the products that the requestor may see from a channel."""
    products = models.Product.objects.using(get_database_connection_name(info.context))
    requestor = get_user_or_app_from_context(info.context)
    listings = models.ProductChannelListing.objects.filter(
        product_id=OuterRef("pk"), channel__slug=channel
    )
    if has_one_of_permissions(requestor, ALL_PRODUCTS_PERMISSIONS):
        return products.filter(Exists(listings)) if channel else products.all()
    published = listings.filter(is_published=True, channel__is_active=True)
    return products.filter(Exists(published)) if channel else products.none()


class ProductQueries(graphene.ObjectType):
    product = BaseField(
        Product,
        id=graphene.Argument(graphene.ID, description="ID of the product."),
        slug=graphene.Argument(graphene.String, description="Slug of the product."),
        channel=_channel_argument(),
        description="One product.",
        doc_category=DOC_CATEGORY_PRODUCTS,
    )
    products = ConnectionField(
        ProductCountableConnection,
        channel=_channel_argument(),
        description="The products.",
        doc_category=DOC_CATEGORY_PRODUCTS,
    )
    product_variant = BaseField(
        ProductVariant,
        id=graphene.Argument(graphene.ID, description="ID of the variant."),
        sku=graphene.Argument(graphene.String, description="SKU of the variant."),
        channel=_channel_argument(),
        description="One variant.",
        doc_category=DOC_CATEGORY_PRODUCTS,
    )

    @staticmethod
    def resolve_product(_root, info, *, id=None, slug=None, channel=None):
        validate_one_of_args_is_in_query("id", id, "slug", slug)
        wanted = (
            {"slug": slug} if slug else {"pk": from_global_id_or_error(id, Product)[1]}
        )
        product = visible_products(info, channel).filter(**wanted).first()
        return ChannelContext(product, channel) if product else None

    @staticmethod
    def resolve_products(_root, info, *, channel=None, **kwargs):
        products = ChannelQsContext(
            qs=visible_products(info, channel), channel_slug=channel
        )
        return create_connection_slice(
            products, info, kwargs, ProductCountableConnection
        )

    @staticmethod
    def resolve_product_variant(_root, info, *, id=None, sku=None, channel=None):
        validate_one_of_args_is_in_query("id", id, "sku", sku)
        wanted = (
            {"sku": sku}
            if sku
            else {"pk": from_global_id_or_error(id, ProductVariant)[1]}
        )
        variants = models.ProductVariant.objects.using(
            get_database_connection_name(info.context)
        )
        visible = variants.filter(product__in=visible_products(info, channel))
        variant = visible.filter(**wanted).first()
        return ChannelContext(variant, channel) if variant else None
