"""Mutations: permission first, then the work, and errors as data."""

from enum import Enum

import graphene
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    ImproperlyConfigured,
    ValidationError,
)
from graphene.types.mutation import MutationOptions
from graphql.error import GraphQLError

from ...core.db.connection import allow_writer
from ...core.exceptions import PermissionDenied
from ...core.utils.events import call_event
from ...permission.utils import (
    all_permissions_required,
    message_one_of_permissions_required,
    one_of_permissions_or_auth_filter_required,
)
from ..utils import get_nodes, resolve_global_ids_to_primary_keys
from .context import disallow_replica_in_context, setup_context_user
from .types import NonNullList
from .types.model import lookup_by_id
from .utils import from_global_id_or_error, message_webhook_events, snake_to_camel_case
from .utils.error_codes import get_error_code_from_error

MISSING_NODE_ERROR_MESSAGE_PREFIX = "Couldn't resolve to a node:"


def get_error_fields(error_type_class, error_type_field, deprecation_reason=None):
    field = graphene.Field(
        NonNullList(
            error_type_class,
            description="List of errors that occurred executing the mutation.",
        ),
        default_value=[],
        required=True,
    )
    field.deprecation_reason = deprecation_reason
    return {error_type_field: field}


def validation_error_to_error_type(validation_error, error_type_class):
    """Return one error object per message, each with field, message and code."""
    if hasattr(validation_error, "error_dict"):
        found = [
            (None if label == NON_FIELD_ERRORS else snake_to_camel_case(label), error)
            for label, errors in validation_error.error_dict.items()
            for error in errors
        ]
    else:
        found = [(None, error) for error in validation_error.error_list]
    return [_error_object(error_type_class, field, error) for field, error in found]


def _error_object(error_type_class, field, error):
    result = error_type_class(
        field=field, message=error.messages[0], code=get_error_code_from_error(error)
    )
    for name in set(error.params or ()) & set(error_type_class._meta.fields):
        setattr(result, name, error.params[name])
    return result


class BaseMutation(graphene.Mutation):
    """Subclasses say who may (Meta.permissions) and do it in `perform_mutation`."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(
        cls,
        auto_permission_message=True,
        description=None,
        doc_category=None,
        permissions=None,
        _meta=None,
        error_type_class=None,
        error_type_field=None,
        errors_mapping=None,
        support_meta_field=False,
        support_private_meta_field=False,
        auto_webhook_events_message=True,
        webhook_events_info=None,
        exclude=None,
        **options,
    ):
        if not description:
            raise ImproperlyConfigured("No description provided in Meta")
        if not error_type_class:
            raise ImproperlyConfigured("No error_type_class provided in Meta.")
        cls._validate_permissions(permissions)
        _meta = _meta or MutationOptions(cls)
        _meta.auto_permission_message = auto_permission_message
        _meta.error_type_class = error_type_class
        _meta.error_type_field = error_type_field
        _meta.errors_mapping = errors_mapping
        _meta.permissions = permissions
        _meta.support_meta_field = support_meta_field
        _meta.support_private_meta_field = support_private_meta_field
        _meta.exclude = exclude or []
        if permissions and auto_permission_message:
            description = (
                f"{description} {message_one_of_permissions_required(permissions)}"
            )
        if webhook_events_info and auto_webhook_events_message:
            description += message_webhook_events(webhook_events_info)
        cls.webhook_events_info = webhook_events_info
        cls.doc_category = doc_category
        super().__init_subclass_with_meta__(
            description=description, _meta=_meta, **options
        )
        cls._add_error_fields(error_type_class, error_type_field)

    @classmethod
    def _validate_permissions(cls, permissions):
        if not permissions:
            return
        if not isinstance(permissions, tuple):
            raise ImproperlyConfigured(
                f"Permissions should be a tuple in Meta class: {permissions}"
            )
        for permission in permissions:
            if not isinstance(permission, Enum):
                raise ImproperlyConfigured(
                    f"Permission should be an enum: {permission}."
                )

    @classmethod
    def _add_error_fields(cls, error_type_class, error_type_field):
        fields = cls._meta.fields
        if error_type_field:
            fields.update(
                get_error_fields(
                    error_type_class, error_type_field, "Use `errors` field instead."
                )
            )
        fields.update(get_error_fields(error_type_class, "errors"))

    # --- nodes ---

    @classmethod
    def _get_node_by_pk(cls, info, graphene_type, pk, qs=None):
        if qs is not None:
            return qs.filter(lookup_by_id(str(graphene_type), pk)).first()
        get_node = getattr(graphene_type, "get_node", None)
        return get_node(info, pk) if get_node else None

    @classmethod
    def get_global_id_or_error(cls, id, only_type=None, field="id"):
        try:
            return from_global_id_or_error(id, only_type, raise_error=True)[1]
        except GraphQLError as error:
            raise _graphql_error(field, error) from error

    @classmethod
    def get_node_or_error(
        cls, info, node_id, *, field="id", only_type=None, qs=None, code="not_found"
    ):
        """Return the node, or None for an empty id; ValidationError on `field` else."""
        if not node_id:
            return None
        try:
            type_, pk = from_global_id_or_error(node_id, only_type, raise_error=True)
            graphene_type = info.schema.get_type(str(type_)).graphene_type
            node = cls._get_node_by_pk(info, graphene_type=graphene_type, pk=pk, qs=qs)
        except (AssertionError, GraphQLError) as error:
            raise _graphql_error(field, error) from error
        if node is None:
            message = f"{MISSING_NODE_ERROR_MESSAGE_PREFIX} {node_id}"
            raise ValidationError({field: ValidationError(message, code=code)})
        return node

    @classmethod
    def get_global_ids_or_error(cls, ids, only_type=None, field="ids"):
        try:
            return resolve_global_ids_to_primary_keys(ids, only_type, raise_error=True)[
                1
            ]
        except GraphQLError as error:
            raise _graphql_error(field, error) from error

    @classmethod
    def get_nodes_or_error(cls, ids, field, only_type=None, qs=None, schema=None):
        try:
            return get_nodes(ids, only_type, qs=qs, schema=schema)
        except GraphQLError as error:
            raise _graphql_error(field, error) from error

    # --- instances ---

    @classmethod
    def clean_instance(cls, info, instance, /):
        """Validate the model, except the fields of Meta.exclude."""
        try:
            instance.full_clean(exclude=cls._meta.exclude)
        except ValidationError as error:
            for old, new in (cls._meta.errors_mapping or {}).items():
                if old in error.error_dict:
                    error.error_dict[new] = error.error_dict.pop(old)
            raise

    @classmethod
    def construct_instance(cls, instance, cleaned_data):
        """Fill the editable fields that the data names; None becomes the default."""
        for field in instance._meta.fields:
            if (
                not field.editable
                or field.primary_key
                or field.name not in cleaned_data
            ):
                continue
            value = cleaned_data[field.name]
            if value is None and not field.null:
                value = field._get_default()
            field.save_form_data(instance, value)
        return instance

    # --- the run ---

    @classmethod
    def check_permissions(
        cls, context, permissions=None, require_all_permissions=False, **data
    ):
        required = permissions or cls._meta.permissions
        if not required:
            return True
        if require_all_permissions:
            return all_permissions_required(context, required)
        return one_of_permissions_or_auth_filter_required(context, required)

    @classmethod
    @allow_writer()
    def mutate(cls, root, info, **data):
        """Check permissions and run; a ValidationError becomes `errors`.

        No transaction is opened here: `perform_mutation` opens its own.
        """
        disallow_replica_in_context(info.context)
        setup_context_user(info.context)
        if not cls.check_permissions(info.context, data=data):
            raise PermissionDenied(permissions=cls._meta.permissions)
        try:
            response = cls.perform_mutation(root, info, **data)
        except ValidationError as error:
            return cls.handle_errors(error)
        if response.errors is None:
            response.errors = []
        return response

    @classmethod
    def perform_mutation(cls, _root, _info, /):
        raise NotImplementedError

    @classmethod
    def handle_errors(cls, error, **extra):
        errors = validation_error_to_error_type(error, cls._meta.error_type_class)
        return cls.handle_typed_errors(errors, **extra)

    @classmethod
    def handle_typed_errors(cls, errors, **extra):
        if cls._meta.error_type_field is not None:
            extra[cls._meta.error_type_field] = errors
        return cls(errors=errors, **extra)

    @staticmethod
    def call_event(func_obj, *func_args, **kwargs):
        return call_event(func_obj, *func_args, **kwargs)


def _graphql_error(field, error):
    return ValidationError({field: ValidationError(str(error), code="graphql_error")})
