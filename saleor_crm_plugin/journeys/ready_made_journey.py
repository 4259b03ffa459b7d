"""What a ready-made follow-up must answer, and the registry of all of them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ..consent.purposes import ConsentPurpose
from ..core.registry import Registry
from ..core.sentences import Sentence

Slug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]*$", max_length=64)]
# Follow-ups are written as e-mails; a merchant who wants another medium edits the draft.
MEDIUM = "email"
END = "end"


class _Choices(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Who(_Choices):
    """Which customers are meant; everything that is filled in must hold.

    `tier` is a tier's code in the program with the code `program`.
    """

    tag: Slug = ""
    without_tag: Slug = ""
    least_orders: Annotated[int, Field(ge=0)] | None = None
    most_orders: Annotated[int, Field(ge=0)] | None = None
    program: Slug = ""
    tier: Slug = ""

    @model_validator(mode="after")
    def _tier_belongs_to_a_program(self) -> "Who":
        if bool(self.program) != bool(self.tier):
            raise ValueError(Sentence("A tier and its program belong together."))
        return self

    def conditions(self) -> list[dict[str, Any]]:
        """Return them as conditions of a journey; [] for everybody."""
        return list(self._conditions())

    def _conditions(self) -> Iterator[dict[str, Any]]:
        if self.tag:
            yield _condition("tags", "has", self.tag)
        if self.without_tag:
            yield _condition("tags", "has_not", self.without_tag)
        if self.least_orders is not None:
            yield _condition("orders", "at_least", self.least_orders)
        if self.most_orders is not None:
            yield _condition("orders", "less_than", self.most_orders + 1)
        if self.tier:
            yield _condition(f"tier:{self.program}", "is", self.tier)


class Coupon(_Choices):
    """A single-use code in one of the shop's vouchers, for those in `who`."""

    voucher: Annotated[int, Field(ge=1)]
    valid_days: Annotated[int, Field(ge=1, le=365)] = 14
    who: Who = Who()


class ReadyMadeSettings(_Choices):
    """What every follow-up lets the merchant choose.

    `channel` is the shop's channel whose storefront a message leads to where the follow-up is
    about no order and no cart; "" for the only one.
    """

    channel: Slug = ""
    who: Who = Who()
    holdout_percent: Annotated[int, Field(ge=0, le=50)] = 0


Steps = dict[str, dict[str, Any]]


class ReadyMadeJourney(ABC):
    """A journey that a merchant only switches on, made of what they chose.

    Its templates are those that its steps name; all of them come with the package. `group` and
    `priority` mean the same as in a definition, `list_code` is what a reader unsubscribes from.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    summary: ClassVar[str]
    list_code: ClassVar[str]
    purpose: ClassVar[ConsentPurpose] = ConsentPurpose.MARKETING
    priority: ClassVar[int] = 50
    group: ClassVar[str] = ""

    class Settings(ReadyMadeSettings):
        """What the merchant can choose; every follow-up defines its own."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings

    @abstractmethod
    def frame(self) -> dict[str, Any]:
        """Return trigger, goal, exits and re-entry as a definition holds them."""

    @abstractmethod
    def steps(self) -> Steps:
        """Return all steps but the last, `end`; people begin at the first."""

    def definition(self) -> dict[str, Any]:
        """Return the definition in plain values, the same for the same choices. Pure."""
        steps = self.steps()
        return {
            "purpose": str(self.purpose),
            "priority": self.priority,
            "group": self.group,
            "holdout_basis_points": self.settings.holdout_percent * 100,
            "entry": self.settings.who.conditions(),
            "start": next(iter(steps)),
            **self.frame(),
            "steps": {name: self._addressed(step) for name, step in steps.items()}
            | {END: {"kind": "exit"}},
        }

    def _addressed(self, step: Mapping[str, Any]) -> dict[str, Any]:
        if step["kind"] != "send_message":
            return dict(step)
        return {
            **step,
            "channels": [MEDIUM],
            "list_code": self.list_code,
            "shop_channel": self.settings.channel,
        }


ready_made_journeys: Registry[ReadyMadeJourney] = Registry(ReadyMadeJourney)


def templates_of(definition: Mapping[str, Any]) -> set[str]:
    """Return the codes of the templates that a definition's steps name."""
    return {
        step["template"] for step in definition["steps"].values() if "template" in step
    }


def _condition(attribute: str, operator: str, value: Any) -> dict[str, Any]:
    return {"attribute": attribute, "operator": operator, "value": value}
