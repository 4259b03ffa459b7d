"""Why one person is in a segment or not: every condition in plain words, decided in Python."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..saleor_adapter.db import WRITER
from .field import Moment
from .plan import Every, Named, OneOf, Opposite, Part, Question, questions_of
from .policies.deciding import holds
from .policies.wording import asked_in_words, known_in_words, known_plainly
from .reading import known_values


@dataclass(frozen=True, slots=True)
class Explained:
    """One part of a rule and what it came to for one person.

    `kind` is all, any, not, segment or condition; `known` is what is known of the person, "" for
    groups. A condition has `rule`, as rules write it, and `known_value`, None where nothing is
    known; a segment has `segment_name`: for whoever has words of their own. Personal: never log it.
    """

    path: str
    kind: str
    asked: str
    known: str
    is_met: bool
    parts: Sequence["Explained"] = ()
    segment_name: str = ""
    rule: Mapping[str, Any] | None = None
    known_value: Any = None


def explain(
    part: Part, moment: Moment, *, profile_ids: Collection[int], using: str = WRITER
) -> dict[int, Explained]:
    """Return the explanation for each of these people; erased ones are absent. One statement."""
    questions = list(questions_of(part))
    found = known_values(questions, moment, profile_ids=profile_ids, using=using)
    places = {question: place for place, question in enumerate(questions)}
    return {
        profile_id: _Explainer(places, known, moment).explain(part)
        for profile_id, known in found.items()
    }


@dataclass(frozen=True, slots=True)
class _Explainer:
    """Explains to one person what is known of them."""

    places: Mapping[Question, int]
    known: Sequence[Any]
    moment: Moment

    def explain(self, part: Part) -> Explained:
        match part:
            case Question():
                return self._question(part)
            case Every():
                parts = [self.explain(one) for one in part.children]
                is_met = all(one.is_met for one in parts)
                return Explained(
                    part.path, "all", "All of these", "", is_met, tuple(parts)
                )
            case OneOf():
                parts = [self.explain(one) for one in part.children]
                is_met = any(one.is_met for one in parts)
                return Explained(
                    part.path, "any", "At least one of these", "", is_met, tuple(parts)
                )
            case Opposite():
                inner = self.explain(part.child)
                return Explained(
                    part.path, "not", "Not this", "", not inner.is_met, (inner,)
                )
            case Named():
                inner = self.explain(part.child)
                asked = f"Is in the segment {part.name}"
                return Explained(
                    part.path, "segment", asked, "", inner.is_met, (inner,), part.name
                )

    def _question(self, question: Question) -> Explained:
        field, known = question.field, self.known[self.places[question]]
        return Explained(
            path=question.path,
            kind="condition",
            asked=asked_in_words(
                field.wanted_label,
                question.operator,
                question.wanted,
                choices=field.choices,
                unit=field.unit,
            ),
            known=known_in_words(
                field.kind, known, choices=field.choices, unit=field.unit
            ),
            is_met=holds(
                field.kind,
                question.operator,
                known,
                question.wanted,
                now=self.moment.now,
                today=self.moment.today,
            ),
            rule=question.condition.model_dump(mode="json", exclude_none=True),
            known_value=known_plainly(field.kind, known),
        )
