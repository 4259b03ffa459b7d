"""Types whose root is a model wrapped together with its channel."""

from typing import Generic, TypeVar

from graphene.types.resolver import get_default_resolver

from ..context import BaseContext
from .base import BaseObjectType
from .model import ModelObjectType

N = TypeVar("N")


class ChannelContextTypeForObjectType(Generic[N], BaseObjectType):  # noqa: PYI059 (graphene's own hook must run last)
    class Meta:
        abstract = True

    @staticmethod
    def resolver_with_context(attname, default_value, root, info, **args):
        return get_default_resolver()(attname, default_value, root.node, info, **args)


class ChannelContextType(ChannelContextTypeForObjectType[N], ModelObjectType[N]):
    class Meta:
        abstract = True

    @staticmethod
    def resolve_id(root, _info):
        return root.node.pk

    @classmethod
    def is_type_of(cls, root, _info):
        node = root.node if isinstance(root, BaseContext) else root
        if isinstance(node, cls):
            return True
        return node._meta.model._meta.concrete_model == cls._meta.model
