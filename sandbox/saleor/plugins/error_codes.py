"""Why a mutation on plugins is refused."""

from enum import Enum


class PluginErrorCode(Enum):
    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    PLUGIN_MISCONFIGURED = "plugin-misconfigured"
    REQUIRED = "required"
    UNIQUE = "unique"
