"""Why a mutation on metadata is refused."""

from enum import Enum


class MetadataErrorCode(Enum):
    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    NOT_UPDATED = "not_updated"
    REQUIRED = "required"
