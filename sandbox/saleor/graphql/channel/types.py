"""Channels."""

import graphene
from graphene import relay

from ...channel import models
from ..core.types import CountryDisplay, ModelObjectType
from ..meta.types import ObjectWithMetadata


class Channel(ModelObjectType[models.Channel]):
    id = graphene.GlobalID(required=True, description="The ID of the channel.")
    slug = graphene.String(required=True, description="Slug of the channel.")
    name = graphene.String(required=True, description="Name of the channel.")
    is_active = graphene.Boolean(required=True, description="Is the channel active?")
    currency_code = graphene.String(
        required=True, description="Currency of the channel."
    )
    default_country = graphene.Field(
        CountryDisplay,
        required=True,
        description="Country of addresses that are not known.",
    )

    class Meta:
        description = "A way of selling, with its own currency and prices."
        interfaces = [relay.Node, ObjectWithMetadata]
        model = models.Channel

    @staticmethod
    def resolve_default_country(root, _info):
        return CountryDisplay(
            code=root.default_country.code, country=root.default_country.name
        )
