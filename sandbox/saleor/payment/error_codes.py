"""Why a mutation on payments is refused."""

from enum import Enum


class TransactionCreateErrorCode(Enum):
    GRAPHQL_ERROR = "graphql_error"
    INCORRECT_CURRENCY = "incorrect_currency"
    INVALID = "invalid"
    METADATA_KEY_REQUIRED = "metadata_key_required"
    NOT_FOUND = "not_found"
    UNIQUE = "unique"


class TransactionEventReportErrorCode(Enum):
    ALREADY_EXISTS = "already_exists"
    GRAPHQL_ERROR = "graphql_error"
    INCORRECT_DETAILS = "incorrect_details"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
