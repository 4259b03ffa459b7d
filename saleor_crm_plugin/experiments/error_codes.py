"""Codes of everything that experiments refuse."""

import enum


class ExperimentErrorCode(enum.StrEnum):
    """Why a request about experiments was refused."""

    INVALID = "invalid"
    NOT_FOUND = "not_found"
    UNIQUE = "unique"
    REQUIRED = "required"
