"""Variants in SQL, for whole audiences at once, and why one person gets theirs."""

from collections.abc import Sequence
from typing import Any

from ..experiments.drawing import bucket_under
from ..saleor_adapter.arrays import int_array
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.reading import read_rows
from ..templates.policies.variants import VariantCondition
from .definition import Arm, Content, Fitting, share_bounds
from .freeze import Column
from .policies.variants import (
    ATTRIBUTES,
    CHANNEL,
    LANGUAGE,
    PLACES,
    Choice,
    Reader,
    arm_salt,
    asked_values,
    choice_for,
    trial_salt,
)

# Beside the row `person`. The language is the person's own word, else their account's, else that
# of the shop's channel, as where messages are rendered.
PROFILE = (
    "JOIN crm_profile AS variant_profile ON variant_profile.id = person.profile_id"
)
LIVES = """LEFT JOIN crm_profile_place AS variant_lives
    ON variant_lives.profile_id = person.profile_id"""
TOLD = """LEFT JOIN crm_person_details AS variant_told
    ON variant_told.profile_id = person.profile_id"""
MEMBERS = """LEFT JOIN (
    SELECT DISTINCT profile_id FROM crm_segment_member
    WHERE segment_id = ANY(%({name})s::bigint[]) AND left_at IS NULL
) AS {name} ON {name}.profile_id = person.profile_id"""
SPOKEN = """replace(lower(coalesce(nullif(variant_told.language, ''),
    nullif(variant_lives.language, ''), %(variant_language)s)), '_', '-')"""
# Without a script, Chinese of these places falls back to the traditional one.
TRADITIONAL = "zh-hant"
READS_TRADITIONAL = (
    "({spoken} ~ '^zh-([a-z0-9]+-)*(tw|hk|mo)(-|$)' AND {spoken} !~ '-hant(-|$)')"
)
READER = f"""
SELECT variant_profile.public_id, {SPOKEN} AS language,
       {", ".join(f"coalesce(variant_lives.{name}, '') AS {name}" for name in PLACES)},
       ARRAY(SELECT segment_id FROM crm_segment_member
             WHERE profile_id = person.profile_id AND left_at IS NULL) AS segments
FROM (SELECT %(profile)s::bigint AS profile_id) AS person {PROFILE} {LIVES} {TOLD}
"""  # noqa: S608 only constants of this area


def variant_column(content: Content, *, salt: str, default_language: str) -> Column:
    """Return the key of people's variant in SQL; `policies.variants` says the same of one person.

    It is '' for whoever waits for a winner, and null for whoever no variant is for. The joins keep
    one row per person; their names and those of the parameters begin with `variant_`.
    `default_language` is that of the shop's channel, for people whose own is not known.
    """
    return _Writer(content, salt, default_language).column()


def explain_variant(
    content: Content,
    profile_id: int,
    *,
    salt: str,
    default_language: str,
    using: str = WRITER,
) -> Choice | None:
    """Return which variant one person gets now and why; None for who is not there. One query."""
    asked = {"profile": profile_id, "variant_language": default_language}
    rows = read_rows(READER, asked, using)
    if not rows:
        return None
    row = rows[0]
    attributes = {name: row[name] for name in (*PLACES, LANGUAGE)}
    reader = Reader(
        public_id=row["public_id"],
        segments=frozenset(row["segments"]),
        attributes={**attributes, CHANNEL: content.shop_channel.lower()},
    )
    return choice_for(content, reader, salt=salt)


def unknown_attributes(content: Content) -> list[tuple[str, str]]:
    """Return where variants ask what only a segment can tell: path and attribute."""
    return [
        (
            f"content.variants.{place}.fitting.conditions.{number}.attribute",
            one.attribute,
        )
        for place, arm in enumerate(content.variants)
        for number, one in enumerate(arm.fitting.conditions)
        if one.attribute not in ATTRIBUTES
    ]


class _Writer:
    """Writes the expression for one campaign, and gathers what it reads and its parameters."""

    def __init__(self, content: Content, salt: str, default_language: str) -> None:
        self._content = content
        self._joins: dict[str, None] = {}
        self._parameters: dict[str, Any] = {
            "variant_arm_salt": arm_salt(salt),
            "variant_trial_salt": trial_salt(salt),
            "variant_language": default_language,
        }

    def column(self) -> Column:
        cases = [
            f"WHEN {self._fits(arms[0].fitting)} THEN {self._drawn(arms)}"
            for arms in self._content.groups
        ]
        return Column(
            sql=f"(CASE {' '.join(cases)} END)",
            joins="\n".join(self._joins),
            parameters=self._parameters,
        )

    def _drawn(self, arms: Sequence[Arm]) -> str:
        if len(arms) == 1:
            return self._bind(arms[0].key)
        self._joins[PROFILE] = None
        drawn = bucket_under("%(variant_arm_salt)s::text", "variant_profile")
        # Drawn once per person, not once per variant.
        shares = " ".join(
            f"WHEN one.drawn < {end} THEN {self._bind(key)}"
            for key, end in share_bounds(arms)
        )
        arm = f"(SELECT CASE {shares} END FROM (SELECT {drawn} AS drawn) AS one)"  # noqa: S608
        if not self._content.winner:
            return arm
        tries = bucket_under("%(variant_trial_salt)s::text", "variant_profile")
        share = self._content.winner.test_basis_points
        return f"(CASE WHEN {tries} < {share} THEN {arm} ELSE '' END)"

    def _fits(self, fitting: Fitting) -> str:
        parts = [self._holds(one) for one in fitting.conditions]
        if fitting.segments:
            name = f"variant_members_{len(self._parameters)}"
            self._parameters[name] = int_array(fitting.segments)
            self._joins[MEMBERS.format(name=name)] = None
            parts.append(f"{name}.profile_id IS NOT NULL")
        return " AND ".join(parts) or "true"

    def _holds(self, condition: VariantCondition) -> str:
        known = self._attribute(condition.attribute)
        asked = asked_values(condition)
        if condition.operator == "begins_with":
            return f"{known} ^@ ANY({self._bind(asked)})"
        if condition.attribute == LANGUAGE:
            held = self._speaks(known, asked)
        else:
            held = f"{known} = ANY({self._bind(asked)})"
        return held if condition.operator == "is" else f"({known} <> '' AND NOT {held})"

    def _speaks(self, spoken: str, asked: Sequence[str]) -> str:
        longer = self._bind([f"{one}-" for one in asked])
        held = f"({spoken} || '-') ^@ ANY({longer})"
        if TRADITIONAL in asked:
            held += f" OR {READS_TRADITIONAL.format(spoken=spoken)}"
        return f"({held})"

    def _attribute(self, name: str) -> str:
        if name == CHANNEL:
            return self._bind(self._content.shop_channel.lower())
        self._joins[LIVES] = None
        if name == LANGUAGE:
            self._joins[TOLD] = None
            return SPOKEN
        return f"coalesce(variant_lives.{name}, '')"

    def _bind(self, value: str | list[str]) -> str:
        name = f"variant_{len(self._parameters)}"
        self._parameters[name] = value
        return f"%({name})s::text" + ("[]" if isinstance(value, list) else "")
