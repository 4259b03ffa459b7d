"""What the two follow-ups are told so that they show within minutes, and what they say then."""

from collections.abc import Mapping
from typing import Any

from saleor_crm_plugin.templates.liquid_engine import render_part
from saleor_crm_plugin.templates.ready_made_files import ready_made

SHOP_NAME = "Records"
SENDER = "hello@records.example.com"
POSTAL_ADDRESS = "1 Record Street, New York"
CART, RETURN = "abandoned_cart", "post_return"
REMINDER, QUESTION = "abandoned_cart_reminder", "post_return_question"
# The shortest that a merchant may choose; the waits between the letters are made shorter below.
FIRST_LETTER: dict[str, dict[str, Any]] = {
    CART: {"first_after_minutes": 5},
    RETURN: {"first_after_days": 0},
}
WAIT_MINUTES = 1


def hurried(definition: Mapping[str, Any]) -> dict[str, Any]:
    """Return a journey's definition with every wait between steps cut to a minute."""
    steps = {
        name: _hurried(step) if step["kind"] == "wait" else dict(step)
        for name, step in definition["steps"].items()
    }
    return {**definition, "steps": steps}


def subject_of(template: str, language: str) -> str:
    """Return the subject that a template of the package has in a language, without a code."""
    contents = ready_made()[template].contents
    source = next(one.subject for one in contents if one.language == language)
    return render_part("subject", source, {}, is_html=False)


def _hurried(wait: Mapping[str, Any]) -> dict[str, Any]:
    return {**wait, "days": 0, "hours": 0, "minutes": WAIT_MINUTES}
