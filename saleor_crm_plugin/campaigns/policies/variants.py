"""Which variant somebody gets: the first whose people they belong to, then by an even draw."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...core.languages import normalized_language
from ...experiments.policies import bucket
from ...templates.policies.languages import fallbacks
from ...templates.policies.variants import VariantCondition
from ..definition import Arm, Content, Fitting, share_bounds

LANGUAGE, COUNTRY, CHANNEL = "language", "country", "channel"
# What a variant can ask about people; everything else is asked by a segment.
PLACES = (COUNTRY, "area", "city", "postal_code")
ATTRIBUTES = (*PLACES, LANGUAGE, CHANNEL)
# Whoever waits for a winner has no variant yet.
WAITING = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What of a person the variants ask: the segments they are in now, where they live, and so on.

    `attributes` are those of `ATTRIBUTES` as segments keep them: small letters, the country in
    capitals; "" or absent where unknown.
    """

    public_id: uuid.UUID
    segments: frozenset[int] = frozenset()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tried:
    """Variants for the same people, and what of it somebody lacks; nothing if they are meant."""

    arms: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The variant that somebody gets, WAITING for a winner or None for none, and why.

    `tried` are the variants in order, up to those that somebody is meant by. `drawn` is the bucket
    that decided between several, None where there was one only; `test_drawn` the one that decided
    whether they try them.
    """

    arm: str | None
    tried: tuple[Tried, ...]
    drawn: int | None = None
    test_drawn: int | None = None


def arm_salt(salt: str) -> str:
    """Return under which salt people are drawn among variants."""
    return f"{salt}:arm"


def trial_salt(salt: str) -> str:
    """Return under which salt it is drawn who tries the variants before a winner is named."""
    return f"{salt}:test"


def choice_for(content: Content, reader: Reader, *, salt: str) -> Choice:
    """Return which variant the person gets; the same for ever under one salt."""
    tried: list[Tried] = []
    for arms in content.groups:
        lacks = lacking(arms[0].fitting, reader)
        tried.append(Tried(tuple(arm.key for arm in arms), lacks))
        if not lacks:
            return _drawn(content, arms, tuple(tried), reader, salt)
    return Choice(None, tuple(tried))


def _drawn(
    content: Content,
    arms: Sequence[Arm],
    tried: tuple[Tried, ...],
    reader: Reader,
    salt: str,
) -> Choice:
    if len(arms) == 1:
        return Choice(arms[0].key, tried)
    test_drawn = None
    if content.winner:
        test_drawn = bucket(trial_salt(salt), reader.public_id)
        if test_drawn >= content.winner.test_basis_points:
            return Choice(WAITING, tried, None, test_drawn)
    drawn = bucket(arm_salt(salt), reader.public_id)
    arm = next(key for key, end in share_bounds(arms) if drawn < end)
    return Choice(arm, tried, drawn, test_drawn)


def lacking(fitting: Fitting, reader: Reader) -> tuple[str, ...]:
    """Return which of the conditions the person does not fulfill, by name; nothing for none."""
    outside = fitting.segments and not reader.segments & set(fitting.segments)
    missing = ["segments"] if outside else []
    missing += [
        one.attribute
        for one in fitting.conditions
        if not _holds(one, reader.attributes)
    ]
    return tuple(missing)


def asked_values(condition: VariantCondition) -> list[str]:
    """Return the values that are asked for, written as attributes are kept."""
    if condition.attribute == COUNTRY:
        return [value.upper() for value in condition.values]
    if condition.attribute == LANGUAGE:
        return [normalized_language(value) for value in condition.values]
    return [value.lower() for value in condition.values]


def _holds(condition: VariantCondition, attributes: Mapping[str, str]) -> bool:
    known = attributes.get(condition.attribute, "")
    if not known:
        return False
    asked = asked_values(condition)
    if condition.operator == "begins_with":
        return known.startswith(tuple(asked))
    # A language is also what it falls back to, as where messages are rendered.
    forms = fallbacks(known, default="") if condition.attribute == LANGUAGE else [known]
    return bool(set(forms) & set(asked)) is (condition.operator == "is")
