"""Hands each event of the shop to the plugins that want it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.module_loading import import_string

from ..channel.models import Channel
from ._dispatch import event_methods
from .base_plugin import BasePlugin
from .models import PluginConfiguration

_CHUNK = 1000


class PluginsManager:
    """Loads the plugins at the first event; one per request or task."""

    def __init__(
        self,
        plugins: list[str],
        requestor_getter: Callable[[], Any] | None = None,
        allow_replica: bool = True,
    ) -> None:
        self.plugins = plugins
        self.requestor_getter = requestor_getter
        self._allow_replica = allow_replica
        self.all_plugins: list[BasePlugin] = []
        self.global_plugins: list[BasePlugin] = []
        self.plugins_per_channel: dict[str, list[BasePlugin]] = defaultdict(list)
        self.loaded_all_channels = False
        self.loaded_channels: set[str] = set()
        self.loaded_global = False

    @property
    def database(self) -> str:
        if self._allow_replica:
            return settings.DATABASE_CONNECTION_REPLICA_NAME
        return settings.DATABASE_CONNECTION_DEFAULT_NAME

    def get_plugins(
        self,
        channel_slug: str | None = None,
        active_only: bool = False,
        plugin_ids: list[str] | None = None,
    ) -> list[BasePlugin]:
        """List the plugins of a channel with the global ones; without a channel all that are loaded."""
        self._ensure_channel_plugins_loaded(channel_slug)
        plugins = (
            self.all_plugins
            if channel_slug is None
            else self.plugins_per_channel[channel_slug]
        )
        return [
            plugin
            for plugin in plugins
            if (plugin.active or not active_only)
            and (not plugin_ids or plugin.PLUGIN_ID in plugin_ids)
        ]

    def get_all_plugins(self, active_only: bool = False) -> list[BasePlugin]:
        if not self.loaded_all_channels:
            for channel in (
                Channel.objects.using(self.database).all().iterator(chunk_size=_CHUNK)
            ):
                self._ensure_channel_plugins_loaded(channel.slug, channel=channel)
            self.loaded_all_channels = True
        return self.get_plugins(active_only=active_only)

    def get_plugin(
        self, plugin_id: str, channel_slug: str | None = None
    ) -> BasePlugin | None:
        plugins = self.get_plugins(channel_slug=channel_slug)
        return next(
            (plugin for plugin in plugins if plugin.check_plugin_id(plugin_id)), None
        )

    def save_plugin_configuration(
        self, plugin_id: str, channel_slug: str | None, cleaned_data: dict[str, Any]
    ) -> PluginConfiguration | None:
        """Store a plugin's settings; None if there is no such plugin or channel."""
        channel = self._channel(channel_slug) if channel_slug else None
        plugin = self.get_plugin(plugin_id, channel_slug)
        if plugin is None or (channel_slug and channel is None):
            return None
        row, _ = PluginConfiguration.objects.using(self.database).get_or_create(
            identifier=plugin_id,
            channel=channel,
            defaults={"configuration": plugin.configuration},
        )
        saved = plugin.save_plugin_configuration(row, cleaned_data)
        saved.name, saved.description = plugin.PLUGIN_NAME, plugin.PLUGIN_DESCRIPTION
        plugin.active, plugin.configuration = saved.active, saved.configuration
        return saved

    def webhook_endpoint_without_channel(
        self, request: HttpRequest, plugin_id: str
    ) -> HttpResponse:
        """Let a plugin answer a request, also when it is inactive, as the real shop does."""
        plugin = self.get_plugin(plugin_id)
        if plugin is None:
            self.get_all_plugins()
            plugin = self.get_plugin(plugin_id)
        return self._answer(plugin, request, plugin_id)

    def webhook(
        self, request: HttpRequest, plugin_id: str, channel_slug: str | None
    ) -> HttpResponse:
        """Let an active plugin answer a request; a plugin per channel needs the channel's address."""
        plugin = self.get_plugin(plugin_id, channel_slug=channel_slug)
        if plugin is not None and not plugin.active:
            return HttpResponseNotFound()
        if plugin is not None and plugin.CONFIGURATION_PER_CHANNEL and not channel_slug:
            return HttpResponseNotFound(
                f"Use /plugins/channel/<channel_slug>/{plugin.PLUGIN_ID}/"
            )
        return self._answer(plugin, request, plugin_id)

    def notify(
        self,
        event: str,
        payload_func: Callable[[], dict[str, Any]],
        channel_slug: str | None = None,
        plugin_id: str | None = None,
    ) -> Any:
        """Ask the plugins to tell somebody; the payload is made only if one of them wants it."""
        if plugin_id:
            plugin = self.get_plugin(plugin_id, channel_slug=channel_slug)
            return self._run_method_on_single_plugin(
                plugin, "notify", None, event=event, payload_func=payload_func
            )
        return self._run_method_on_plugins(
            "notify", None, event, payload_func, channel_slug=channel_slug
        )

    def _answer(
        self, plugin: BasePlugin | None, request: HttpRequest, plugin_id: str
    ) -> HttpResponse:
        if plugin is None:
            return HttpResponseNotFound()
        _, found, path = request.path.partition(plugin_id)
        return self._run_method_on_single_plugin(
            plugin, "webhook", HttpResponseNotFound(), request, path if found else None
        )

    def _run_method_on_plugins(
        self,
        method_name: str,
        default_value: Any,
        *args: Any,
        channel_slug: str | None,
        plugin_ids: list[str] | None = None,
        **kwargs: Any,
    ) -> Any:
        value = default_value
        for plugin in self.get_plugins(
            channel_slug=channel_slug, active_only=True, plugin_ids=plugin_ids
        ):
            value = self._run_method_on_single_plugin(
                plugin, method_name, value, *args, **kwargs
            )
        return value

    def _run_method_on_single_plugin(
        self,
        plugin: BasePlugin | None,
        method_name: str,
        previous_value: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        method = getattr(plugin, method_name, NotImplemented)
        if method is NotImplemented:
            return previous_value
        returned = method(*args, **kwargs, previous_value=previous_value)
        return previous_value if returned is NotImplemented else returned

    def _ensure_channel_plugins_loaded(
        self, channel_slug: str | None, channel: Channel | None = None
    ) -> None:
        if channel_slug is None:
            self._load_global_plugins()
            return
        if channel_slug in self.loaded_channels:
            return
        channel = channel or self._channel(channel_slug)
        if channel is None:
            return
        plugins = self._load(channel)
        self._load_global_plugins()
        self.plugins_per_channel[channel_slug] = plugins + self.global_plugins
        self.loaded_channels.add(channel_slug)

    def _load_global_plugins(self) -> None:
        if not self.loaded_global:
            self.global_plugins = self._load(None)
            self.loaded_global = True

    def _load(self, channel: Channel | None) -> list[BasePlugin]:
        stored = self._get_db_plugin_configs(channel)
        classes = [import_string(path) for path in self.plugins]
        wanted = [
            kind
            for kind in classes
            if bool(kind.CONFIGURATION_PER_CHANNEL) is (channel is not None)
        ]
        plugins = [
            self._load_plugin(kind, stored.get(kind.PLUGIN_ID), channel)
            for kind in wanted
        ]
        self.all_plugins.extend(plugins)
        return plugins

    def _load_plugin(
        self,
        kind: type[BasePlugin],
        stored: PluginConfiguration | None,
        channel: Channel | None,
    ) -> BasePlugin:
        return kind(
            configuration=stored.configuration
            if stored
            else kind.DEFAULT_CONFIGURATION,
            active=stored.active if stored else kind.get_default_active(),
            channel=channel,
            requestor_getter=self.requestor_getter,
            db_config=stored,
            allow_replica=self._allow_replica,
        )

    def _get_db_plugin_configs(
        self, channel: Channel | None
    ) -> dict[str, PluginConfiguration]:
        rows = PluginConfiguration.objects.using(self.database).filter(channel=channel)
        return {row.identifier: row for row in rows}

    def _channel(self, slug: str) -> Channel | None:
        return Channel.objects.using(self.database).filter(slug=slug).first()


for _name, _method in event_methods():
    setattr(PluginsManager, _name, _method)


def get_plugins_manager(
    allow_replica: bool, requestor_getter: Callable[[], Any] | None = None
) -> PluginsManager:
    """Make a manager of the configured plugins; it asks the database at the first event."""
    return PluginsManager(settings.PLUGINS, requestor_getter, allow_replica)
