"""Fields with a category, permissions, and the arguments of connections."""

from functools import wraps
from json import JSONDecodeError

import graphene
from django.conf import settings
from graphene.relay import Connection

from ...permission.utils import message_one_of_permissions_required
from ..decorators import one_of_permissions_required
from .connection import FILTERS_NAME, FILTERSET_CLASS, WHERE_FILTERSET_CLASS, WHERE_NAME
from .utils import message_webhook_events


class BaseField(graphene.Field):
    def __init__(self, *args, **kwargs):
        message = kwargs.pop("auto_webhook_events_info_message", True)
        self.doc_category = kwargs.pop("doc_category", None)
        self.webhook_events_info = kwargs.pop("webhook_events_info", None)
        self.monitor_usage = kwargs.pop("monitor_usage", False)
        super().__init__(*args, **kwargs)
        if self.webhook_events_info and message:
            self.description = (self.description or "") + message_webhook_events(
                self.webhook_events_info
            )

    def get_resolver(self, parent_resolver):
        return self._tagged(self.resolver or parent_resolver)

    def _tagged(self, resolver):
        # The printer of the schema sees resolvers only, never these fields.
        resolver.doc_category = self.doc_category
        resolver.webhook_events_info = self.webhook_events_info
        resolver.monitor_usage = self.monitor_usage
        return resolver


class PermissionsField(BaseField):
    """A field that only holders of one of the permissions may read."""

    def __init__(self, *args, **kwargs):
        self.permissions = kwargs.pop("permissions", [])
        message = kwargs.pop("auto_permission_message", True)
        assert isinstance(self.permissions, list), (
            "FieldWithPermissions `permissions` argument must be a list: "
            f"{self.permissions}"
        )
        super().__init__(*args, **kwargs)
        if message and self.permissions:
            self.description = (
                self.description or ""
            ) + message_one_of_permissions_required(self.permissions)

    def get_resolver(self, parent_resolver):
        resolver = self.resolver or parent_resolver
        if self.permissions:
            resolver = one_of_permissions_required(self.permissions)(resolver)
        return self._tagged(resolver)


def _page_argument(type_, text):
    return type_(
        description=(
            f"{text} Note that the system only allows fetching a maximum of "
            f"{settings.GRAPHQL_PAGINATION_LIMIT} objects in a single query."
        )
    )


class ConnectionField(PermissionsField):
    def __init__(self, type_, *args, **kwargs):
        arguments = {
            "before": graphene.String(
                description="Return the elements that come before this cursor."
            ),
            "after": graphene.String(
                description="Return the elements that come after this cursor."
            ),
            "first": _page_argument(graphene.Int, "Retrieve the first n elements."),
            "last": _page_argument(graphene.Int, "Retrieve the last n elements."),
        }
        super().__init__(type_, *args, **{**arguments, **kwargs})

    @property
    def type(self):
        type_ = super().type
        connection = type_.of_type if isinstance(type_, graphene.NonNull) else type_
        assert issubclass(connection, Connection), (
            f"{self.__class__.__name__} type have to be a subclass of Connection. "
            f'Received "{connection}".'
        )
        return type_


class FilterConnectionField(ConnectionField):
    """A connection with `filter` and `where`, read by filter_connection_queryset."""

    def __init__(self, type_, *args, **kwargs):
        self.filter_field_name = kwargs.pop("filter_field_name", "filter")
        self.filter_input = kwargs.get(self.filter_field_name)
        self.filterset_class = getattr(self.filter_input, "filterset_class", None)
        self.where_field_name = kwargs.get("where_field_name", "where")
        self.where_input = kwargs.get(self.where_field_name)
        self.where_filterset_class = getattr(self.where_input, "filterset_class", None)
        super().__init__(type_, *args, **kwargs)

    def get_resolver(self, parent_resolver):
        wrapped = super().get_resolver(parent_resolver)

        @wraps(wrapped)
        def resolver(root, info, **kwargs):
            kwargs[FILTERSET_CLASS] = self.filterset_class
            kwargs[FILTERS_NAME] = self.filter_field_name
            kwargs[WHERE_FILTERSET_CLASS] = self.where_filterset_class
            kwargs[WHERE_NAME] = self.where_field_name
            return wrapped(root, info, **kwargs)

        return resolver


class JSONString(graphene.JSONString):
    @staticmethod
    def parse_literal(node):
        try:
            return graphene.JSONString.parse_literal(node)
        except (JSONDecodeError, TypeError):
            return None

    @staticmethod
    def parse_value(value):
        try:
            return graphene.JSONString.parse_value(value)
        except (JSONDecodeError, TypeError):
            return None
