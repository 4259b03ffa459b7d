"""What a letter can ask by a link, and what can be answered; pure."""

import enum
from collections.abc import Mapping


class Question(enum.StrEnum):
    """One question; each letter takes one answer to each.

    ABOUT_YOU is a small form (birthday, language, interests), the others are choices.
    """

    ABOUT_YOU = "about_you"
    HOW_WAS_IT = "how_was_it"
    WHY_LEFT = "why_left"


CHOICES: Mapping[Question, tuple[str, ...]] = {
    Question.HOW_WAS_IT: ("good", "so_so", "bad"),
    Question.WHY_LEFT: (
        "no_need",
        "too_expensive",
        "nothing_suitable",
        "quality",
        "service",
        "elsewhere",
        "other",
    ),
}
ATTRIBUTE = "answer-"
INTEREST_TAG = "interest-"


def attribute_of(question: Question) -> str:
    """Return the name of the attribute that keeps a person's last choice."""
    return f"{ATTRIBUTE}{question}"


def tag_of(interest: str) -> str:
    """Return the tag of a person who has this interest."""
    return f"{INTEREST_TAG}{interest}"
