"""The shop's addresses: the API, and what plugins answer themselves."""

from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from .graphql.api import backend, schema
from .graphql.views import GraphQLView
from .plugins.views import (
    handle_global_plugin_webhook,
    handle_plugin_per_channel_webhook,
    handle_plugin_webhook,
)

_PLUGIN = r"(?P<plugin_id>[.0-9A-Za-z_\-]+)/"
_CHANNEL = r"(?P<channel_slug>[.0-9A-Za-z_\-]+)/"

urlpatterns = [
    re_path(
        r"^graphql/$",
        csrf_exempt(GraphQLView.as_view(backend=backend, schema=schema)),
        name="api",
    ),
    re_path(
        rf"^plugins/channel/{_CHANNEL}{_PLUGIN}",
        handle_plugin_per_channel_webhook,
        name="plugins-per-channel",
    ),
    re_path(
        rf"^plugins/global/{_PLUGIN}",
        handle_global_plugin_webhook,
        name="plugins-global",
    ),
    re_path(rf"^plugins/{_PLUGIN}", handle_plugin_webhook, name="plugins"),
]
