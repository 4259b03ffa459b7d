"""One code for each family of Django's validation codes."""

from enum import Enum

REQUIRED = {"required", "blank", "null"}
UNIQUE = {"unique", "unique_for_date", "unique_together"}
DJANGO_VALIDATORS_ERROR_CODES = [
    "invalid",
    "invalid_extension",
    "limit_value",
    "max_decimal_places",
    "max_digits",
    "max_length",
    "max_value",
    "max_whole_digits",
    "min_length",
    "min_value",
    "null_characters_not_allowed",
]
DJANGO_FORM_FIELDS_ERROR_CODES = [
    "contradiction",
    "empty",
    "incomplete",
    "invalid_choice",
    "invalid_date",
    "invalid_image",
    "invalid_list",
    "invalid_time",
    "missing",
    "overflow",
]
INVALID = {None, *DJANGO_VALIDATORS_ERROR_CODES, *DJANGO_FORM_FIELDS_ERROR_CODES}


def get_error_code_from_error(error):
    """Return the API's code of a ValidationError."""
    code = error.code.value if isinstance(error.code, Enum) else error.code
    if code in REQUIRED:
        return "required"
    if code in UNIQUE:
        return "unique"
    return "invalid" if code in INVALID else code
