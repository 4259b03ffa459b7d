"""Global ids, and names in the two spellings of the API."""

import binascii
from dataclasses import dataclass

import graphene
from django.core.exceptions import ValidationError
from graphql import GraphQLError

from ..validators import validate_if_int_or_uuid

APP_ID_PREFIX = "app"


def snake_to_camel_case(name):
    if not isinstance(name, str):
        return name
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def str_to_enum(name):
    return name.replace(" ", "_").replace("-", "_").upper()


def get_duplicates_items(first_list, second_list):
    return set(first_list or ()) & set(second_list or ())


def from_global_id_or_error(global_id, only_type=None, raise_error=False):
    """Return (type, id) of a global id.

    Raises GraphQLError if it is none. An id of another type than `only_type` gives
    (type, None), or GraphQLError with `raise_error`.
    """
    try:
        type_, id_ = graphene.Node.from_global_id(global_id)
        if type_ == APP_ID_PREFIX:
            id_ = global_id
        else:
            validate_if_int_or_uuid(id_)
    except (binascii.Error, UnicodeDecodeError, ValueError, ValidationError) as error:
        expected = f" Expected: {only_type}." if only_type else ""
        raise GraphQLError(f"Invalid ID: {global_id}.{expected}") from error
    if not only_type or str(type_) == str(only_type):
        return type_, id_
    if not raise_error:
        return type_, None
    raise GraphQLError(
        f"Invalid ID: {global_id}. Expected: {only_type}, received: {type_}."
    )


def from_global_id_or_none(global_id, only_type=None, raise_error=False):
    if not global_id:
        return None
    return from_global_id_or_error(global_id, only_type, raise_error)[1]


def to_global_id_or_none(instance):
    if instance is None or instance.pk is None:
        return None
    return graphene.Node.to_global_id(type(instance).__name__, instance.pk)


def raise_validation_error(field=None, message=None, code=None):
    raise ValidationError({field: ValidationError(message, code=code)})


@dataclass
class WebhookEventInfo:
    type: str
    description: str | None = None


def message_webhook_events(webhook_events):
    from ....webhook.event_types import WebhookEventAsyncType

    lines = ["\n\nTriggers the following webhook events:"]
    for event in webhook_events:
        kind = "async" if event.type in WebhookEventAsyncType.ALL else "sync"
        note = f": {event.description}" if event.description else ""
        lines.append(f"- {event.type.upper()} ({kind}){note}")
    return "\n".join(lines)
