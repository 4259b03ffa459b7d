"""Labelled cases of relations, each with what was known of the person.

The weights were set while looking at the first file. The second was held out.
"""

from pathlib import Path

from saleor_crm_plugin.insight.policies.relationship import Evidence
from saleor_crm_plugin.insight.policies.tone import tone_of

FOLDER = Path(__file__).parent / "cases"
SEEN, HELD_OUT = "relationships.txt", "relationships_held_out.txt"
NAMES = {
    "d": "discounted_orders",
    "i": "items",
    "r": "returned_items",
    "cb": "has_chargeback",
    "m": "messages",
    "rd": "read",
    "a": "answers",
    "g": "good_answers",
    "b": "bad_answers",
    "o": "has_opted_out",
    "s": "spam_reports",
    "rv": "reviews",
    "rf": "referrals",
}


def cases(file: str) -> list[tuple[str, Evidence]]:
    """Return label and evidence of every case."""
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if not line.startswith("#")]


def _case(line: str) -> tuple[str, Evidence]:
    label, bought, known, text = (part.strip() for part in line.split("|"))
    orders, days = bought.split("/")
    values = {
        NAMES[name]: int(value)
        for name, value in (one.split("=") for one in known.split())
    }
    tone = tone_of(text)
    values |= {"kind_texts": int(tone > 0), "harsh_texts": int(tone < 0)}
    values.setdefault("items", int(orders))
    return label, Evidence(orders=int(orders), order_days_in_year=int(days), **values)
