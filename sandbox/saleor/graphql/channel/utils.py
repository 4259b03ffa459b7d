"""The channel that an argument, or its absence, means."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from graphql.error import GraphQLError

from ...channel.models import Channel


def _only_active_channel(allow_replica):
    alias = (
        settings.DATABASE_CONNECTION_REPLICA_NAME
        if allow_replica
        else settings.DATABASE_CONNECTION_DEFAULT_NAME
    )
    # Two are enough to know that there is no single one.
    channels = list(Channel.objects.using(alias).filter(is_active=True)[:2])
    return channels[0] if len(channels) == 1 else None


def get_default_channel_or_graphql_error(allow_replica=False):
    channel = _only_active_channel(allow_replica)
    if channel is None:
        raise GraphQLError("Channel should be specified.")
    return channel


def get_default_channel_slug_or_graphql_error(allow_replica=False):
    """Return the slug of the only active channel, looked up when it is first used."""
    return SimpleLazyObject(
        lambda: get_default_channel_or_graphql_error(allow_replica).slug
    )


def validate_channel(channel_slug, error_class):
    """Return the active channel of a slug; ValidationError on `channel` else."""
    channel = Channel.objects.filter(slug=channel_slug).first()
    if channel is None:
        raise _channel_error(
            f"Channel with '{channel_slug}' slug does not exist.", error_class.NOT_FOUND
        )
    if not channel.is_active:
        raise _channel_error(
            f"Channel with '{channel_slug}' is inactive.", error_class.CHANNEL_INACTIVE
        )
    return channel


def clean_channel(channel_slug, error_class, allow_replica=False):
    if channel_slug is not None:
        return validate_channel(channel_slug, error_class)
    channel = _only_active_channel(allow_replica)
    if channel is None:
        raise _channel_error(
            "You need to provide channel slug.", error_class.MISSING_CHANNEL_SLUG
        )
    return channel


def _channel_error(message, code):
    return ValidationError({"channel": ValidationError(message, code=code.value)})
