"""Pure decisions: how likely two profiles are one person, and why."""

import enum
from dataclasses import dataclass

from .birthdays import Birthday
from .match_keys import Known
from .match_words import are_alike

MOST_SCORE = 100
LEAST_SCORE = 40


class Reason(enum.StrEnum):
    """Why two profiles may be one person; what speaks against it lowers the score only."""

    SAME_IDENTIFIER = "same_identifier"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    EMAIL_VARIANT = "email_variant"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_BIRTHDAY = "same_birthday"
    SAME_ADDRESS = "same_address"
    SAME_HOUSEHOLD = "same_household"


WEIGHTS = {
    Reason.SAME_IDENTIFIER: 80,
    Reason.SAME_EMAIL: 75,
    Reason.EMAIL_VARIANT: 70,
    Reason.SAME_PHONE: 60,
    Reason.SAME_NAME: 25,
    Reason.SAME_ADDRESS: 25,
    Reason.SAME_BIRTHDAY: 25,
    Reason.SIMILAR_NAME: 15,
    Reason.SAME_HOUSEHOLD: 15,
}
SAME_FROM = 0.95
SIMILAR_FROM = 0.7
ANOTHER_BELOW = 0.3
ADDRESS_FROM = 0.8
# A family shares a phone and an address, but neither a name nor a birthday. Whether one family name
# in one house is one person, called in two ways, or two, nobody can tell: staff are asked last.
ANOTHER_NAME = -25
ANOTHER_BIRTHDAY = -50


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What is known of a pair; None where one of the two says nothing. Similarities are 0 to 1."""

    shared: frozenset[str] = frozenset()
    is_email_variant: bool = False
    name_similarity: float | None = None
    is_same_birthday: bool | None = None
    address_similarity: float | None = None
    is_same_house: bool = False
    is_same_family: bool = False

    @property
    def is_same_address(self) -> bool:
        """Whether both live in one place, however it is written."""
        return self.is_same_house or (self.address_similarity or 0.0) >= ADDRESS_FROM


@dataclass(frozen=True, slots=True)
class Judgment:
    """How likely it is (0 to 100), and the reasons, the weightiest first."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_worth_asking(self) -> bool:
        """Whether staff should look at it."""
        return self.score >= LEAST_SCORE


def judge(evidence: Evidence) -> Judgment:
    """Return the score, a sum of weights within 0 and 100, and the reasons."""
    reasons = [*_identifiers(evidence), *_name(evidence)]
    is_household = not reasons and evidence.is_same_address and evidence.is_same_family
    if is_household:
        reasons.append(Reason.SAME_HOUSEHOLD)
    if evidence.is_same_birthday:
        reasons.append(Reason.SAME_BIRTHDAY)
    if evidence.is_same_address:
        reasons.append(Reason.SAME_ADDRESS)
    reasons.sort(key=lambda reason: (-WEIGHTS[reason], reason))
    against = _against(evidence, is_another_name=not is_household)
    total = sum(WEIGHTS[reason] for reason in reasons) + against
    return Judgment(max(0, min(MOST_SCORE, total)), tuple(reasons))


def _identifiers(evidence: Evidence) -> list[Reason]:
    reasons = []
    if "phone" in evidence.shared:
        reasons.append(Reason.SAME_PHONE)
    if "email" in evidence.shared:
        reasons.append(Reason.SAME_EMAIL)
    elif evidence.is_email_variant:
        reasons.append(Reason.EMAIL_VARIANT)
    if evidence.shared - {"phone", "email"}:
        reasons.append(Reason.SAME_IDENTIFIER)
    return reasons


def _name(evidence: Evidence) -> list[Reason]:
    similarity = evidence.name_similarity or 0.0
    if similarity >= SAME_FROM:
        return [Reason.SAME_NAME]
    return [Reason.SIMILAR_NAME] if similarity >= SIMILAR_FROM else []


def _against(evidence: Evidence, *, is_another_name: bool) -> int:
    against = 0
    if is_another_name and (
        evidence.name_similarity is not None
        and evidence.name_similarity < ANOTHER_BELOW
    ):
        against += ANOTHER_NAME
    if evidence.is_same_birthday is False:
        against += ANOTHER_BIRTHDAY
    return against


def name_similarity(
    one: Known, other: Known, by_trigrams: float | None
) -> float | None:
    """Return how alike two names are, 0 to 1; None where one of the two is not known.

    As trigrams say, but at least SIMILAR_FROM for a mistake in each word, and 1 for the same words.
    """
    if not one.words or not other.words:
        return None
    if sorted(one.words) == sorted(other.words):
        return 1.0
    least = SIMILAR_FROM if are_alike(one.words, other.words) else 0.0
    return max(least, by_trigrams or 0.0)


def is_same_birthday(one: Birthday | None, other: Birthday | None) -> bool | None:
    """Whether two have one birthday, as far as both have told it; None where one has not."""
    if one is None or other is None:
        return None
    years = {one.year, other.year} - {None}
    return (one.month, one.day) == (other.month, other.day) and len(years) <= 1
