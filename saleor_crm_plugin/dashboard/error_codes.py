"""Codes of everything that the registering of our pages refuses."""

import enum


class DashboardErrorCode(enum.StrEnum):
    """Why a request about our pages in the Dashboard was refused."""

    INVALID = "invalid"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
    TOO_MANY = "too_many"
