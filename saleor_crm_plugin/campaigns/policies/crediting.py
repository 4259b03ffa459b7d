"""How orders are credited to a campaign's messages, by what its definition says."""

from collections.abc import Mapping
from datetime import timedelta

from ...attribution.policies import AttributionModel, Rule, TouchKind
from ..definition import Attribution

# By `model` and `touch` of the definition: the last click is no model of those who look at what
# was sent, too.
MODELS: Mapping[tuple[str, str], AttributionModel] = {
    ("last", "clicked"): AttributionModel.LAST_CLICK,
    ("last", "sent"): AttributionModel.LAST_TOUCH,
    ("first", "clicked"): AttributionModel.FIRST_TOUCH,
    ("first", "sent"): AttributionModel.FIRST_TOUCH,
    ("even", "clicked"): AttributionModel.LINEAR,
    ("even", "sent"): AttributionModel.LINEAR,
}
_WEAKEST = {"clicked": TouchKind.CLICK, "sent": TouchKind.SENT}


def rule_of(chosen: Attribution) -> Rule:
    """Return for how long after which touches of its messages orders count."""
    return Rule(timedelta(days=chosen.window_days), _WEAKEST[chosen.touch])


def model_of(chosen: Attribution) -> AttributionModel:
    """Return the model under which its figures are shown."""
    return MODELS[chosen.model, chosen.touch]
