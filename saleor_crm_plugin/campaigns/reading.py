"""Read what staff send as a definition; refused is what has not its form, with each place."""

from typing import Any

from pydantic import ValidationError

from ..core.sentences import sentence_about
from .definition import CampaignDefinition
from .error_codes import CampaignErrorCode
from .errors import InvalidDefinition, Problem

FIELD = "definition"
LONGEST_PART = 64


def read(given: Any) -> CampaignDefinition:
    """Return the definition, typed; raises InvalidDefinition naming every place."""
    try:
        return CampaignDefinition.model_validate(given)
    except ValidationError as error:
        raise InvalidDefinition(_problems_of(error)) from error


def _problems_of(error: ValidationError) -> list[Problem]:
    found = [
        Problem(
            ".".join([FIELD, *(str(part)[:LONGEST_PART] for part in one["loc"])]),
            CampaignErrorCode.REQUIRED
            if one["type"] == "missing"
            else CampaignErrorCode.INVALID,
            sentence_about(one),
        )
        for one in error.errors(include_url=False, include_input=False)
    ]
    # A list whose only part is wrong is not also too short.
    return [
        one
        for one in found
        if not any(other.path.startswith(f"{one.path}.") for other in found)
    ]
