"""The class that plugins derive from: their configuration, and no hook of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import SimpleLazyObject

from .._contract import contract

PluginConfigurationType = list[dict[str, Any]]
_Items = list[dict[str, Any]]

_FIELD_TYPES: dict[str, str] = contract()["configuration_field_types"]
ConfigurationTypeField: Any = type(
    "ConfigurationTypeField",
    (),
    {
        "__module__": __name__,
        "__doc__": "What kind of value a setting of a plugin holds.",
        **_FIELD_TYPES,
    },
)


@dataclass
class ExternalAccessTokens:
    """What a plugin that signs customers in gives back."""

    token: str | None = None
    refresh_token: str | None = None
    csrf_token: str | None = None
    user: Any = None


class BasePlugin:
    """Holds the configuration of one plugin; hooks are called if a subclass defines them."""

    PLUGIN_NAME = ""
    PLUGIN_ID = ""
    PLUGIN_DESCRIPTION = ""
    CONFIG_STRUCTURE: dict[str, dict[str, Any]] | None = None
    CONFIGURATION_PER_CHANNEL = True
    DEFAULT_CONFIGURATION: PluginConfigurationType = []
    DEFAULT_ACTIVE = False
    HIDDEN = False

    def __init__(
        self,
        *,
        configuration: PluginConfigurationType,
        active: bool,
        channel: Any = None,
        requestor_getter: Callable[[], Any] | None = None,
        db_config: Any = None,
        allow_replica: bool = True,
    ) -> None:
        self.configuration = self.get_plugin_configuration(configuration)
        self.active = active
        self.channel = channel
        self.requestor = (
            SimpleLazyObject(requestor_getter) if requestor_getter else None
        )
        self.db_config = db_config
        self.allow_replica = allow_replica

    def __del__(self) -> None:
        # As in the real shop: whoever kept the list sees it emptied.
        getattr(self, "configuration", []).clear()

    def __str__(self) -> str:
        return self.PLUGIN_NAME

    @classmethod
    def check_plugin_id(cls, plugin_id: str) -> bool:
        return plugin_id == cls.PLUGIN_ID

    @classmethod
    def get_default_active(cls) -> bool:
        return cls.DEFAULT_ACTIVE

    @classmethod
    def validate_plugin_configuration(
        cls, plugin_configuration: Any, **kwargs: Any
    ) -> None:
        """Raise Django's ValidationError for values that the plugin cannot use."""

    @classmethod
    def pre_save_plugin_configuration(cls, plugin_configuration: Any) -> None:
        """Change the row before it is saved."""

    @classmethod
    def save_plugin_configuration(
        cls, plugin_configuration: Any, cleaned_data: dict[str, Any]
    ) -> Any:
        """Merge the given settings into the row, validate and save it."""
        given = cleaned_data.get("configuration")
        if given:
            cls._update_config_items(given, plugin_configuration.configuration)
        plugin_configuration.active = cleaned_data.get(
            "active", plugin_configuration.active
        )
        cls.validate_plugin_configuration(plugin_configuration)
        cls.pre_save_plugin_configuration(plugin_configuration)
        plugin_configuration.save()
        if plugin_configuration.configuration:
            cls._append_config_structure(plugin_configuration.configuration)
        return plugin_configuration

    def get_plugin_configuration(
        self, configuration: PluginConfigurationType | None
    ) -> PluginConfigurationType:
        """Give the stored settings that are still declared, missing ones by their default."""
        complete = self._update_configuration_structure(configuration or [])
        self._append_config_structure(complete)
        return complete

    def resolve_plugin_configuration(self, request: Any) -> PluginConfigurationType:
        return self.configuration

    def is_event_active(self, event: str, channel: str | None = None) -> bool:
        return hasattr(self, event)

    def token_is_required_as_payment_input(self, previous_value: Any) -> Any:
        return previous_value

    @classmethod
    def _update_config_items(
        cls, configuration_to_update: _Items, current_config: _Items
    ) -> None:
        current = {item["name"]: item for item in current_config}
        for item in configuration_to_update:
            name = item["name"]
            value = cls._clean_configuration_value(
                cls._declared().get(name, {}).get("type"), item.get("value")
            )
            if value is None:
                continue
            if name in current:
                current[name]["value"] = value
            elif name in cls._declared():
                current_config.append({"name": name, "value": value})

    @classmethod
    def _clean_configuration_value(cls, item_type: str | None, new_value: Any) -> Any:
        """Read booleans from text; give None for what can't be set."""
        if item_type == _FIELD_TYPES["OUTPUT"]:
            return None
        if (
            item_type == _FIELD_TYPES["BOOLEAN"]
            and new_value
            and not isinstance(new_value, bool)
        ):
            return new_value.lower() == "true"
        return new_value

    @classmethod
    def _append_config_structure(cls, configuration: PluginConfigurationType) -> None:
        """Add type, label and help to each setting, in place; undeclared ones go."""
        configuration[:] = [
            {**item, **cls._declared()[item["name"]]}
            for item in configuration
            if item.get("name") in cls._declared()
        ]

    @classmethod
    def _update_configuration_structure(
        cls, configuration: PluginConfigurationType
    ) -> PluginConfigurationType:
        kept = [dict(item) for item in configuration if item["name"] in cls._declared()]
        names = {item["name"] for item in kept}
        missing = cls._declared().keys() - names
        return kept + [
            dict(item)
            for item in cls.DEFAULT_CONFIGURATION or []
            if item["name"] in missing
        ]

    @classmethod
    def _declared(cls) -> dict[str, dict[str, Any]]:
        return cls.CONFIG_STRUCTURE or {}
