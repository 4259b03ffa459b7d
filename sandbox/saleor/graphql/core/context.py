"""What a request carries while a GraphQL operation runs."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import empty

N = TypeVar("N")


class SaleorContext(HttpRequest):
    """The Django request, annotated by `get_context_value`."""

    allow_replica: bool = True
    app = None
    dataloaders: dict
    decoded_auth_token = None
    request_time = None
    requestor = None
    user = None

    def __init__(self, *args, **kwargs):
        if "dataloaders" in kwargs:
            self.dataloaders = kwargs.pop("dataloaders")
        super().__init__(*args, **kwargs)


def disallow_replica_in_context(context):
    """Make every later read of this request use the writer (mutations do)."""
    context.allow_replica = False


def get_database_connection_name(context):
    """Return the alias that this request reads from."""
    if getattr(context, "allow_replica", True):
        return settings.DATABASE_CONNECTION_REPLICA_NAME
    return settings.DATABASE_CONNECTION_DEFAULT_NAME


def setup_context_user(context):
    """Put the plain user in the place of the lazy one."""
    if not hasattr(context.user, "_wrapped"):
        return
    if context.user._wrapped is empty:
        context.user._setup()
    context.user = context.user._wrapped


@dataclass
class BaseContext(Generic[N]):
    node: N


@dataclass
class SyncWebhookControlContext(BaseContext[N]):
    allow_sync_webhooks: bool = True


@dataclass
class ChannelContext(BaseContext[N]):
    channel_slug: str | None


@dataclass
class ChannelQsContext(Generic[N]):
    qs: QuerySet
    channel_slug: str | None
