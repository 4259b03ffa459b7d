"""How much has to be known before anything is concluded from it."""

import enum

# Two gaps between the days on which somebody ordered.
LEAST_ORDER_DAYS = 3
# Five for each of five scores.
LEAST_SCORED = 25
# People who came back, and the days from the first order of all to the last: fewer fit any model.
LEAST_REPEATERS = 100
LEAST_DAYS = 84


class Refusal(enum.StrEnum):
    """Why scores or predictions were not made."""

    TOO_FEW_CUSTOMERS = "too_few_customers"
    TOO_FEW_REPEATERS = "too_few_repeaters"
    HISTORY_TOO_SHORT = "history_too_short"
    NOT_FITTED = "not_fitted"


def refusal_to_predict(*, repeaters: int, days: float) -> Refusal | None:
    """Return why no model is fitted to so many returning people over so many days; None if one is."""
    if repeaters < LEAST_REPEATERS:
        return Refusal.TOO_FEW_REPEATERS
    if days < LEAST_DAYS:
        return Refusal.HISTORY_TOO_SHORT
    return None
