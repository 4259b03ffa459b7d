"""Metadata as input."""

import graphene

from ..core.types import BaseInputObjectType


class MetadataInput(BaseInputObjectType):
    key = graphene.String(required=True, description="Key of a metadata item.")
    value = graphene.String(required=True, description="Value of a metadata item.")
