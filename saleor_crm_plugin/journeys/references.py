"""Whether a definition names only what there is: purposes, facts, guards, attributes, other steps."""

from collections.abc import Iterator, Mapping

from ..consent.purposes import PURPOSES
from ..core.facts import Fact
from ..core.sentences import Sentence
from ..outbox.handlers import subscriptions
from .condition import problem_of, problem_of_ask
from .definition import JourneyDefinition
from .guard import guards
from .policies.graph import Problem
from .reading import readings
from .step import Step
from .trigger import Trigger

# The handler that tells journeys of facts, as `subscriptions.py` lists it.
HEARING = "journeys.hear"


def reference_problems(
    definition: JourneyDefinition, trigger: Trigger, steps: Mapping[str, Step]
) -> Iterator[Problem]:
    """Yield a problem for each name in the definition that nothing stands behind."""
    if definition.purpose not in PURPOSES:
        yield Problem(
            "purpose",
            Sentence("There is no purpose {purpose!r}.", purpose=definition.purpose),
        )
    for place, condition in enumerate(definition.entry):
        if problem := problem_of(condition):
            yield Problem(f"entry.{place}", problem)
    yield from _guard_problems(definition, trigger)
    yield from _fact_problems(definition)
    for name, step in steps.items():
        path = f"steps.{name}"
        yield from _ask_problems(path, step)
        yield from _listening_problems(path, step)
        yield from _step_problems(path, step, definition.step_kinds)


def is_heard(code: str) -> bool:
    """Whether journeys are told of facts with this code."""
    return HEARING in subscriptions().codes_for(code)


def heard_facts() -> list[type[Fact]]:
    """Return the types of all facts that journeys are told of, by code."""
    known = subscriptions()
    return [
        known.fact_type(code) for code in sorted(known.fact_codes()) if is_heard(code)
    ]


def _guard_problems(
    definition: JourneyDefinition, trigger: Trigger
) -> Iterator[Problem]:
    for place, code in enumerate(definition.exits.guards):
        path = f"exits.guards.{place}"
        if code not in guards:
            yield Problem(path, Sentence("There is no guard {code!r}.", code=code))
            continue
        needed = guards[code].needs_subject
        if needed and needed not in trigger.subject_has:
            yield Problem(
                path,
                Sentence(
                    "The trigger {trigger!r} gives no {needed!r}.",
                    trigger=trigger.code,
                    needed=needed,
                ),
            )


def _fact_problems(definition: JourneyDefinition) -> Iterator[Problem]:
    goal = definition.goal
    listed = {
        "goal.events": goal.events if goal else [],
        "exits.events": definition.exits.events,
    }
    for path, matches in listed.items():
        for place, match in enumerate(matches):
            if not is_heard(match.event):
                yield Problem(
                    f"{path}.{place}.event",
                    Sentence("No journey hears {event!r}.", event=match.event),
                )


def _ask_problems(path: str, step: Step) -> Iterator[Problem]:
    conditions = step.conditions()
    for place, condition in enumerate(conditions):
        if problem := problem_of(condition):
            yield Problem(f"{path}.conditions.{place}", problem)
    for ask in sorted(step.asks() - {condition.ask for condition in conditions}):
        if ask.code not in readings:
            yield Problem(
                path,
                Sentence("There is no attribute {attribute!r}.", attribute=ask.code),
            )
        elif problem := problem_of_ask(ask):
            yield Problem(path, problem)


def _listening_problems(path: str, step: Step) -> Iterator[Problem]:
    for code in sorted(step.listens()):
        if not is_heard(code):
            yield Problem(
                f"{path}.event", Sentence("No journey hears {event!r}.", event=code)
            )


def _step_problems(
    path: str, step: Step, kinds: Mapping[str, str]
) -> Iterator[Problem]:
    for field, (other, kind) in step.needs_steps().items():
        if kinds.get(other) != kind:
            yield Problem(
                f"{path}.{field}",
                Sentence(
                    "{other!r} is no step of the kind {kind!r}.", other=other, kind=kind
                ),
            )
