"""Metadata of customers and orders, written key by key."""

import graphene
from django.core.exceptions import ValidationError
from django.db import transaction

from ...core.error_codes import MetadataErrorCode
from ...core.exceptions import PermissionDenied
from ..core.context import SyncWebhookControlContext
from ..core.mutations import BaseMutation
from ..core.types import MetadataError, NonNullList
from ..core.utils import from_global_id_or_error
from ..plugins.dataloaders import get_plugin_manager_promise
from ..site.dataloaders import get_site_promise
from .inputs import MetadataInput
from .permissions import private_permissions
from .types import ObjectWithMetadata

KINDS = ("User", "Order")


class BaseMetadataMutation(BaseMutation):
    """Changes one of the two metadata columns, and tells the plugins if it did."""

    column = "metadata"
    item = graphene.Field(ObjectWithMetadata)

    class Meta:
        abstract = True

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id, **data):
        node = cls.get_instance(info, id)
        required = cls.get_permissions(info, node)
        if not cls.check_permissions(info.context, required):
            raise PermissionDenied(permissions=required)
        if cls._write(node, data):
            cls._tell(info, node)
        wrap = SyncWebhookControlContext if node._meta.object_name == "Order" else None
        return cls(item=wrap(node) if wrap else node)

    @classmethod
    def get_instance(cls, info, id):
        kind = from_global_id_or_error(id)[0]
        if kind not in KINDS:
            code = MetadataErrorCode.NOT_FOUND.value
            message = f"Couldn't resolve to a item with meta: {id}"
            raise ValidationError({"id": ValidationError(message, code=code)})
        return cls.get_node_or_error(info, id)

    @classmethod
    def get_permissions(cls, info, node):
        user = info.context.user
        if cls.column == "metadata" and user and user == node:
            return []
        return private_permissions(node)

    @classmethod
    @transaction.atomic
    def _write(cls, node, data):
        """Change the locked row; the moment of its last change moves too."""
        row = type(node).objects.select_for_update().get(pk=node.pk)
        before = getattr(row, cls.column)
        after = cls.changed(before, **data)
        setattr(node, cls.column, after)
        if after == before:
            return False
        node.save(update_fields=[cls.column, "updated_at"])
        return True

    @classmethod
    def changed(cls, metadata, **data):
        raise NotImplementedError

    @classmethod
    def _tell(cls, info, node):
        manager = get_plugin_manager_promise(info.context).get()
        if node._meta.object_name == "Order":
            cls.call_event(manager.order_metadata_updated, node)
            return
        site_settings = get_site_promise(info.context).get().settings
        # Versions without the setting always call both.
        if getattr(site_settings, "use_legacy_update_webhook_emission", True):
            cls.call_event(manager.customer_updated, node)
        cls.call_event(manager.customer_metadata_updated, node)


class _Update(BaseMetadataMutation):
    class Meta:
        abstract = True

    @classmethod
    def changed(cls, metadata, *, input):
        if not all(item["key"].strip() for item in input):
            code = MetadataErrorCode.REQUIRED.value
            refusal = ValidationError("Metadata key cannot be empty.", code=code)
            raise ValidationError({"input": refusal})
        return {**metadata, **{item["key"]: item["value"] for item in input}}


class _Delete(BaseMetadataMutation):
    class Meta:
        abstract = True

    @classmethod
    def changed(cls, metadata, *, keys):
        return {key: value for key, value in metadata.items() if key not in keys}


def _id():
    return graphene.ID(required=True, description="ID of the object.")


def _input():
    return NonNullList(MetadataInput, required=True, description="Keys and values.")


def _keys():
    return NonNullList(graphene.String, required=True, description="Keys to delete.")


class UpdateMetadata(_Update):
    class Arguments:
        id = _id()
        input = _input()

    class Meta:
        description = "Updates metadata of an object."
        error_type_class = MetadataError
        error_type_field = "metadata_errors"


class UpdatePrivateMetadata(_Update):
    column = "private_metadata"

    class Arguments:
        id = _id()
        input = _input()

    class Meta:
        description = "Updates private metadata of an object."
        error_type_class = MetadataError
        error_type_field = "metadata_errors"


class DeleteMetadata(_Delete):
    class Arguments:
        id = _id()
        keys = _keys()

    class Meta:
        description = "Delete metadata of an object."
        error_type_class = MetadataError
        error_type_field = "metadata_errors"


class DeletePrivateMetadata(_Delete):
    column = "private_metadata"

    class Arguments:
        id = _id()
        keys = _keys()

    class Meta:
        description = "Delete object's private metadata."
        error_type_class = MetadataError
        error_type_field = "metadata_errors"
