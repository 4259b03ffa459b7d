"""Types whose root is a model wrapped in a SyncWebhookControlContext."""

from typing import Generic, TypeVar

from graphene.types.resolver import get_default_resolver

from .base import BaseObjectType
from .model import ModelObjectType

N = TypeVar("N")


class SyncWebhookControlContextObjectType(Generic[N], BaseObjectType):  # noqa: PYI059 (graphene's own hook must run last)
    class Meta:
        abstract = True

    @staticmethod
    def resolver_with_context(attname, default_value, root, info, **args):
        return get_default_resolver()(attname, default_value, root.node, info, **args)


class SyncWebhookControlContextModelObjectType(
    ModelObjectType[N], SyncWebhookControlContextObjectType[N]
):
    class Meta:
        abstract = True

    @staticmethod
    def resolve_id(root, _info):
        return root.node.pk
