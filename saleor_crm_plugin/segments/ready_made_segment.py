"""Segments that come with the plugin: what each must answer, and the registry of all of them."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from ..core.registry import Registry


class ReadyMadeSettings(BaseModel):
    """Base of what a shop has to say for a ready-made segment: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ReadyMadeSegment(ABC):
    """A rule that needs no more than a few settings; its docstring says whom it means."""

    code: ClassVar[str]
    label: ClassVar[str]

    class Settings(ReadyMadeSettings):
        """What the shop has to say; nothing unless a segment defines its own."""

    def __init__(self, settings: Any = None) -> None:
        self.settings: Any = self.Settings() if settings is None else settings

    @abstractmethod
    def rule(self) -> dict[str, Any]:
        """Return the rule as it is stored."""


ready_made_segments: Registry[ReadyMadeSegment] = Registry(ReadyMadeSegment)


def asks(field: str, operator: str, value: Any = None, **more: Any) -> dict[str, Any]:
    """Return one condition; `of` and `within_days` as the field takes them."""
    condition = {"field": field, "operator": operator, **more}
    return condition if value is None else {**condition, "value": value}


def load_ready_made_segments() -> None:
    """Register every segment of the folder."""
    from . import ready_made as folder  # noqa: PLC0415 the files import this module

    ready_made_segments.load(folder)
