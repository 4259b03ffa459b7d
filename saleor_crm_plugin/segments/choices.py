"""What the values of a condition can be chosen from: rows of the shop and of ours, by their names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..outbox.handlers import subscriptions
from ..saleor_adapter.reading import read_rows_within
from ..timeline.entry_type import entry_types
from .fields.happened import HANDLER
from .queries import PATIENCE_MILLISECONDS

MOST_CHOICES = 50
ENTRY_TYPE = "entry_type"

# Each is a query of a value as it stands in a rule, and of what it is called.
SOURCES: Mapping[str, str] = {
    "attribute": "SELECT name, name FROM crm_attribute_definition WHERE archived_at IS NULL",
    "category": "SELECT id::text, name FROM product_category",
    "channel": "SELECT id::text, name FROM channel_channel",
    "channel_slug": "SELECT slug, name FROM channel_channel",
    "collection": "SELECT id::text, name FROM product_collection",
    "currency": "SELECT DISTINCT currency_code, currency_code FROM channel_channel",
    ENTRY_TYPE: "SELECT * FROM unnest(%(codes)s::text[], %(labels)s::text[])",
    "list": (
        "SELECT id::text, name FROM crm_segment"
        " WHERE kind = 'list' AND archived_at IS NULL"
    ),
    "place": (
        "SELECT place, place FROM crm_behavior_settings"
        " CROSS JOIN LATERAL jsonb_array_elements_text(places) AS one (place)"
    ),
    "product": "SELECT id::text, name FROM product_product",
    "program": "SELECT code, name FROM crm_program",
    "segment": "SELECT id::text, name FROM crm_segment WHERE archived_at IS NULL",
    "tag": "SELECT DISTINCT tag, tag FROM crm_profile_tag",
    "tier": "SELECT DISTINCT ON (code) code, name FROM crm_tier ORDER BY code, id",
    "warehouse": "SELECT slug, name FROM warehouse_warehouse",
}
# `position` takes no patterns: what staff look for is compared as it stands.
CHOICES = """
SELECT value, label FROM ({source}) AS choice (value, label)
WHERE (%(values)s::text[] IS NULL OR value = ANY(%(values)s::text[]))
  AND position(lower(%(search)s) IN lower(label)) > 0
ORDER BY label, value LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value as a rule has it, written as text, and what it is called."""

    value: str
    label: str


def choices_from(
    source: str,
    *,
    search: str = "",
    values: Collection[str] | None = None,
    using: str,
) -> list[Choice] | None:
    """Return what can be chosen, by name: up to MOST_CHOICES whose name has `search` in it.

    With `values` only those of them that there are, to name what a rule says already. One
    statement; None where the database took too long. Raises KeyError for a source that is none.
    """
    parameters: dict[str, Any] = {
        "search": search,
        "values": None if values is None else list(values),
        "most": MOST_CHOICES,
        **(_entry_types() if source == ENTRY_TYPE else {}),
    }
    statement = CHOICES.format(source=SOURCES[source])
    rows = read_rows_within(PATIENCE_MILLISECONDS, statement, parameters, using=using)
    return None if rows is None else [Choice(**row) for row in rows]


def _entry_types() -> dict[str, list[str]]:
    """Return the types that segments hear of: others cannot be asked."""
    asked = [
        one for one in entry_types if HANDLER in subscriptions().codes_for(one.code)
    ]
    return {
        "codes": [one.code for one in asked],
        "labels": [one.label for one in asked],
    }
