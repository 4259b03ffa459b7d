"""Objects that carry public and private metadata."""

import graphene
from graphene.types.generic import GenericScalar

from ..core.context import BaseContext
from ..core.types import NonNullList
from .permissions import check_private_metadata_privilege


class MetadataItem(graphene.ObjectType):
    key = graphene.String(required=True, description="Key of a metadata item.")
    value = graphene.String(required=True, description="Value of a metadata item.")


class Metadata(GenericScalar):
    """A map of texts to texts."""


def _node(root):
    return root.node if isinstance(root, BaseContext) else root


def _items(metadata):
    return [
        MetadataItem(key=key, value=value)
        for key, value in sorted((metadata or {}).items())
    ]


def _chosen(metadata, keys):
    if keys is None:
        return metadata
    return {key: value for key, value in metadata.items() if key in keys}


def _private(root, info):
    node = _node(root)
    check_private_metadata_privilege(node, info)
    return node.private_metadata


class ObjectWithMetadata(graphene.Interface):
    private_metadata = NonNullList(
        MetadataItem,
        required=True,
        description="Private metadata; staff permissions required.",
    )
    private_metafield = graphene.String(
        args={"key": graphene.NonNull(graphene.String)},
        description="One key of the private metadata; staff permissions required.",
    )
    private_metafields = Metadata(
        args={"keys": NonNullList(graphene.String)},
        description="Keys, by default all, of the private metadata; staff permissions required.",
    )
    metadata = NonNullList(MetadataItem, required=True, description="Public metadata.")
    metafield = graphene.String(
        args={"key": graphene.NonNull(graphene.String)},
        description="One key of the public metadata.",
    )
    metafields = Metadata(
        args={"keys": NonNullList(graphene.String)},
        description="Keys, by default all, of the public metadata.",
    )

    @staticmethod
    def resolve_metadata(root, _info):
        return _items(_node(root).metadata)

    @staticmethod
    def resolve_metafield(root, _info, *, key):
        return _node(root).metadata.get(key)

    @staticmethod
    def resolve_metafields(root, _info, *, keys=None):
        return _chosen(_node(root).metadata, keys)

    @staticmethod
    def resolve_private_metadata(root, info):
        return _items(_private(root, info))

    @staticmethod
    def resolve_private_metafield(root, info, *, key):
        return _private(root, info).get(key)

    @staticmethod
    def resolve_private_metafields(root, info, *, keys=None):
        return _chosen(_private(root, info), keys)

    @classmethod
    def resolve_type(cls, instance, info):
        return info.schema.get_type(_node(instance)._meta.object_name)
