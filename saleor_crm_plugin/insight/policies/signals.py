"""What every inference is made of: signals, each with its value, its weight, and plain words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...core.sentences import Sentence

# In each sentence {value} is what was seen. Where a signal speaks for several types, its weight
# says how much it spoke for the one that was chosen.
WORDS: Mapping[str, str] = {
    "orders": "{value} orders that count.",
    "days_since_last": "{value} days since the last order.",
    "own_cycle": "Usually {value} days pass between two orders of this person.",
    "usual_cycle": "Too few orders to know a habit; {value} days between two are taken for usual.",
    "at_risk_after": "At risk after {value} days without an order.",
    "lost_after": "Lost after {value} days without an order.",
    "lost_before_after": "By then, lost after {value} days without an order.",
    "gap_before_last": "{value} days passed before the last order.",
    "best_customer": "Among those who order most often and spend most: {value}.",
    "order_days_in_year": "Ordered on {value} days of the past year.",
    "buys_on_discount": "{value} of 100 orders were below list price.",
    "returns": "{value} of 100 pieces came back.",
    "chargebacks": "Had the bank take money back.",
    "reads_messages": "Opened or followed {value} of 100 messages.",
    "ignores_messages": "Opened none of {value} messages.",
    "answers": "Answered {value} questions.",
    "good_answers": "Was pleased {value} times when asked.",
    "bad_answers": "Was not pleased {value} times when asked.",
    "kind_words": "Kind words in {value} notes or texts.",
    "harsh_words": "Harsh words in {value} notes or texts.",
    "opted_out": "Does not want advertising.",
    "spam_reports": "Called {value} messages spam.",
    "reviews": "Wrote {value} reviews.",
    "referrals": "Brought {value} others.",
    "stated": "The person has said so.",
    "not_agreed": "Nothing is concluded of who has not agreed to be profiled: the shop asks first.",
    "little_evidence": "Too little is known: {value} of evidence, where 1 is needed.",
    "no_clear_lead": "Two types are equally likely; {value} apart.",
}


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that was seen, and how much it spoke for what was concluded.

    The weight of what decided a rule is 1, of what is told for understanding 0; in scores it is
    the part of the score, negative where it spoke against.
    """

    code: str
    value: float | str
    weight: float

    def to_json(self) -> dict[str, float | str]:
        """Return it as plain values."""
        return {
            "code": self.code,
            "value": self.value,
            "weight": round(self.weight, 3),
        }


def in_words(code: str, value: float | str) -> Sentence:
    """Return what a signal says, as a sentence; the value of an unknown code stands alone."""
    shown = f"{value:g}" if isinstance(value, float) else str(value)
    return Sentence(WORDS.get(code, "{value}"), value=shown)
