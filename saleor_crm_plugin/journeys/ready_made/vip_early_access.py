"""Something new begins: the most loyal customers come in first."""

from typing import Annotated, Any

from pydantic import AwareDatetime, Field, model_validator

from ...core.sentences import Sentence
from ..ready_made_journey import (
    END,
    ReadyMadeJourney,
    ReadyMadeSettings,
    Slug,
    Steps,
    ready_made_journeys,
)
from ..ready_made_steps import say


@ready_made_journeys.register
class VipEarlyAccess(ReadyMadeJourney):
    """For holders of tiers, or people with a tag; for the next occasion the moment is changed."""

    code = "vip_early_access"
    label = "VIP early access"
    summary = (
        "Invites the holders of the tiers chosen, or the people with a tag, at the moment chosen "
        "and before everybody else. Once per moment."
    )
    list_code = "vip"
    priority = 70

    class Settings(ReadyMadeSettings):
        starts_at: AwareDatetime
        program: Slug = ""
        tiers: frozenset[Slug] = frozenset()
        tag: Slug = ""
        variants: Annotated[tuple[int, ...], Field(max_length=10)] = ()

        @model_validator(mode="after")
        def _means_somebody(self) -> "VipEarlyAccess.Settings":
            if bool(self.tag) == bool(self.program and self.tiers):
                raise ValueError(Sentence("Choose a tag, or a program and its tiers."))
            return self

    def frame(self) -> dict[str, Any]:
        chosen = self.settings
        return {
            "trigger": {
                "kind": "early_access",
                "starts_at": chosen.starts_at.isoformat(),
                "program": chosen.program,
                "tiers": sorted(chosen.tiers),
                "tag": chosen.tag,
                "channel": chosen.channel,
                "variants": list(chosen.variants),
            },
            "goal": {"events": [{"event": "order.placed"}], "within_days": 14},
            "re_entry": {"rule": "per_key"},
        }

    def steps(self) -> Steps:
        return {"invite": say("vip_early_access", then=END)}
