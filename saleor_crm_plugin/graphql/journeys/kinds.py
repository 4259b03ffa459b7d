"""Everything that a definition of a journey can name, with the form of its settings."""

from typing import Any

import graphene

from ...core.registry import Registry
from ...journeys.condition import condition_schema
from ...journeys.guard import guards
from ...journeys.reading import readings
from ...journeys.references import heard_facts
from ...journeys.step import steps
from ...journeys.trigger import triggers
from ...saleor_adapter.graphql import JSON, BaseObjectType
from .. import DOC_CATEGORY


class CrmJourneyKind(BaseObjectType):
    """Something that a definition can name."""

    group = graphene.String(
        required=True,
        description="What it is: `trigger`, `step`, `guard`, `attribute` or `fact`.",
    )
    code = graphene.String(required=True, description="The code that names it.")
    label = graphene.String(required=True, description="What it is, in words.")
    settings_schema = JSON(
        description="The JSON Schema of its settings, of an attribute that of a condition on "
        "it; null where it has none."
    )

    class Meta:
        description = (
            "A trigger, step, guard, attribute or fact that a definition can name."
        )
        doc_category = DOC_CATEGORY


def journey_kinds() -> list[CrmJourneyKind]:
    """Return all that is registered and all facts that journeys hear, group after group."""
    with_settings: dict[str, Registry[Any]] = {"trigger": triggers, "step": steps}
    return [
        CrmJourneyKind(
            group=group,
            code=kind.code,
            label=kind.label,
            settings_schema=kind.Settings.model_json_schema(),
        )
        for group, registry in with_settings.items()
        for kind in registry
    ] + [
        *(_kind("guard", one.code, one.label) for one in guards),
        *(
            _kind("attribute", one.code, one.label, condition_schema(one))
            for one in readings
        ),
        *(_kind("fact", one.code, _first_sentence(one)) for one in heard_facts()),
    ]


def _kind(group: str, code: str, label: str, schema: Any = None) -> CrmJourneyKind:
    return CrmJourneyKind(group=group, code=code, label=label, settings_schema=schema)


def _first_sentence(documented: type) -> str:
    return (documented.__doc__ or "").partition("\n")[0]
