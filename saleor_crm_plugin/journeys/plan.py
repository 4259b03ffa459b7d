"""A definition made ready to run: read, checked as a whole, with everything that it asks for."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from pydantic import ValidationError

from ..consent.purposes import PURPOSES
from ..core.sentences import Sentence, sentence_about
from ..saleor_adapter.channels import active_channels
from .definition import FactMatch, JourneyDefinition, RawDefinition
from .errors import InvalidDefinition
from .guard import Guard, guards
from .policies.graph import Graph, Node, Problem, problems_of, within_one_moment
from .reading import Ask
from .references import reference_problems
from .step import Step, steps
from .trigger import Trigger, triggers

KEPT_PLANS = 256
# The reading that says whether somebody may be written to.
CONSENT = "consent"


@dataclass(frozen=True)
class Plan:
    """A definition with its trigger, its steps and its guards as objects."""

    definition: JourneyDefinition
    trigger: Trigger
    steps: Mapping[str, Step]
    guards: tuple[Guard, ...]

    @cached_property
    def graph(self) -> Graph:
        """Return the steps as a graph."""
        return {
            name: Node(step.edges(), takes_time=step.takes_time, ends=step.ends)
            for name, step in self.steps.items()
        }

    @cached_property
    def consent_ask(self) -> Ask | None:
        """Return what must be allowed; None where nothing is said or nobody is asked."""
        says = any(step.needs_consent() for step in self.steps.values())
        purpose = PURPOSES[self.definition.purpose]
        if not (says and purpose.can_be_withdrawn):
            return None
        return Ask(CONSENT, purpose.code)

    @cached_property
    def entry_asks(self) -> frozenset[Ask]:
        """Return what must be read before somebody enters."""
        conditions = {one.ask for one in self.definition.entry}
        return self.guard_asks | conditions

    @cached_property
    def guard_asks(self) -> frozenset[Ask]:
        """Return what is looked at before anything else, at every wake-up."""
        consent = {self.consent_ask} if self.consent_ask else set()
        return frozenset(consent).union(*(guard.asks() for guard in self.guards))

    def asks_from(self, name: str) -> frozenset[Ask]:
        """Return what may be looked at before the next wait of somebody who stands at this step."""
        return self._asks_by_step[name]

    @cached_property
    def _asks_by_step(self) -> Mapping[str, frozenset[Ask]]:
        own = {name: step.asks() for name, step in self.steps.items()}
        return {
            name: self.guard_asks.union(
                *(own[near] for near in within_one_moment(self.graph, name))
            )
            for name in self.steps
        }

    def require_what_it_names(self) -> None:
        """Raise InvalidDefinition if the shop lacks what trigger or steps name; reads the shop."""
        self._require(())

    def require_what_it_needs(self) -> None:
        """Raise InvalidDefinition if the shop does not have what the journey needs to run.

        That is what it names, and what a step wants of the shop's channels: of those that the
        trigger is limited to, else all that sell. Reads the shop.
        """
        named = getattr(self.trigger.settings, "channels", ())
        self._require(named or active_channels())

    def _require(self, shop_channels: Collection[str]) -> None:
        lacking = {"trigger": self.trigger.lacks()}
        for name, step in self.steps.items():
            lacking[f"steps.{name}"] = step.lacks(shop_channels)
        if problems := [
            Problem(f"{place}.{field}", message)
            for place, lacks in lacking.items()
            for field, message in lacks.items()
        ]:
            raise InvalidDefinition(problems)

    @cached_property
    def fact_matches(self) -> tuple[FactMatch, ...]:
        """Return the facts of the goal and of the exits."""
        goal = self.definition.goal
        return (*(goal.events if goal else ()), *self.definition.exits.events)

    @cached_property
    def hears(self) -> frozenset[str]:
        """Return the codes of all facts that matter to those who are inside."""
        waited_for = frozenset().union(
            *(step.listens() for step in self.steps.values())
        )
        return waited_for | {match.event for match in self.fact_matches}


def plan_of(stored: Mapping[str, Any]) -> Plan:
    """Return the plan of a stored definition; raises InvalidDefinition naming all that is wrong."""
    return _plan_of_text(json.dumps(stored, sort_keys=True))


# Kept by the text itself: a published definition never changes, and equal ones are the same plan.
@lru_cache(maxsize=KEPT_PLANS)
def _plan_of_text(text: str) -> Plan:
    return read_plan(json.loads(text))


def read_plan(raw: Any) -> Plan:
    """Read a definition that somebody sent; raises InvalidDefinition naming all that is wrong.

    First every value is checked for itself; the whole as a graph only when all values are fine.
    """
    plan = _typed(raw)
    problems = [
        *problems_of(plan.graph, plan.definition.start),
        *reference_problems(plan.definition, plan.trigger, plan.steps),
    ]
    if problems:
        raise InvalidDefinition(problems)
    return plan


def _typed(raw: Any) -> Plan:
    try:
        frame = RawDefinition.model_validate(raw)
    except ValidationError as error:
        raise InvalidDefinition(_problems([], error)) from error
    problems: list[Problem] = []
    trigger = _registered(triggers, frame.trigger, "trigger", problems)
    made = {
        name: _registered(steps, given, f"steps.{name}", problems)
        for name, given in frame.steps.items()
    }
    chosen = [guards[code]() for code in frame.exits.guards if code in guards]
    if problems:
        raise InvalidDefinition(problems)
    definition = JourneyDefinition.model_construct(
        **{
            name: getattr(frame, name)
            for name in JourneyDefinition.model_fields
            if name in RawDefinition.model_fields and name not in ("trigger", "steps")
        },
        trigger_kind=trigger.code,
        trigger=trigger.settings,
        step_kinds={name: step.code for name, step in made.items()},
        steps={name: step.settings for name, step in made.items()},
    )
    return Plan(definition, trigger, made, tuple(chosen))


def _registered(
    registry: Any, given: Mapping[str, Any], path: str, problems: list[Problem]
) -> Any:
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in registry:
        known = ", ".join(sorted(one.code for one in registry))
        problems.append(
            Problem(f"{path}.kind", Sentence("Must be one of: {known}.", known=known))
        )
        return None
    item = registry[kind]
    rest = {name: value for name, value in given.items() if name != "kind"}
    try:
        return item(item.Settings.model_validate(rest))
    except ValidationError as error:
        problems.extend(_problems([path], error))
        return None


def _problems(prefix: list[str], error: ValidationError) -> list[Problem]:
    return [
        Problem(
            ".".join([*prefix, *map(str, one["loc"])]) or "definition",
            sentence_about(one),
        )
        # Without the values that were given: they may be anything.
        for one in error.errors(include_url=False, include_input=False)
    ]
