"""Imports every file of the folders that can be added to, so that each registers what it holds."""

from importlib import import_module
from typing import Any

from ..core.registry import Registry
from .effect import writers
from .guard import guards
from .reading import readings
from .ready_made_journey import ready_made_journeys
from .step import steps
from .trigger import triggers

# By folder. Effects come before the steps that use them.
REGISTRIES: dict[str, Registry[Any]] = {
    "readings": readings,
    "effects": writers,
    "guards": guards,
    "steps": steps,
    "triggers": triggers,
    "ready_made": ready_made_journeys,
}


def load_kinds() -> None:
    """Fill the registries of triggers, steps, guards, readings, effects and follow-ups; harmless if repeated."""
    for folder, registry in REGISTRIES.items():
        registry.load(import_module(f"{__package__}.{folder}"))
