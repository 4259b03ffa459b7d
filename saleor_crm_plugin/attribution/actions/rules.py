"""Say by which rule orders are credited to the messages of a source."""

from ..models import AttributionRule
from ..policies import Rule


def set_rule(source_kind: str, source_id: str, rule: Rule) -> None:
    """Let this rule hold for the source's messages from the next decision on; idempotent.

    Orders decided already follow when they are decided again. One statement; no fact. The database
    refuses a window that is not between 1 and 90 days.
    """
    AttributionRule.objects.bulk_create(
        [
            AttributionRule(
                source_kind=source_kind,
                source_id=source_id,
                window_days=rule.window.days,
                weakest=rule.weakest.value,
            )
        ],
        update_conflicts=True,
        unique_fields=["source_kind", "source_id"],
        update_fields=["window_days", "weakest"],
    )
