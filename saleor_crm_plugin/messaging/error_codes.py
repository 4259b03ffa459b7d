"""Codes of everything that messaging refuses."""

import enum


class MessagingErrorCode(enum.StrEnum):
    """Why a request about messages was refused."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_PURPOSE = "unknown_purpose"
    UNKNOWN_TIME_ZONE = "unknown_time_zone"
    INVALID_SETTINGS = "invalid_settings"
    INVALID_ADDRESS = "invalid_address"
    INVALID_QUIET_HOURS = "invalid_quiet_hours"
    ACCOUNT_TAKEN = "account_taken"
    NO_ACCOUNT = "no_account"
    NO_SENDER = "no_sender"
    NO_POSTAL_ADDRESS = "no_postal_address"
    NO_INSTANCE_ID = "no_instance_id"
    NOT_LIVE = "not_live"
    NOT_A_TEST_ADDRESS = "not_a_test_address"
    UNSENDABLE_TEMPLATE = "unsendable_template"
    TOO_MANY = "too_many"
    NOT_TAKEN = "not_taken"
    CHANGED_MEANWHILE = "changed_meanwhile"
