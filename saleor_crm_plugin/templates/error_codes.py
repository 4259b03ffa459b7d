"""Codes of everything that templates refuse."""

import enum


class TemplateErrorCode(enum.StrEnum):
    """Why a request about templates was refused."""

    INVALID = "invalid"
    REQUIRED = "required"
    NOT_FOUND = "not_found"
    UNIQUE = "unique"
    SYNTAX = "syntax"
    UNKNOWN_VARIABLE = "unknown_variable"
    UNKNOWN_FILTER = "unknown_filter"
    TOO_LARGE = "too_large"
    BROKEN_LINK = "broken_link"
    UNSAFE = "unsafe"
    NO_UNSUBSCRIBE = "no_unsubscribe"
    MISSING_CONTENT = "missing_content"
    NOT_A_DRAFT = "not_a_draft"
    NOT_PUBLISHED = "not_published"
    CHANGED_MEANWHILE = "changed_meanwhile"
    IN_USE = "in_use"
