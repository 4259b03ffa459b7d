"""What a run says to its recipients: the intent of each variant, made of the frozen definition."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from ..messaging.intents import SAYS_VERSION, Intent, MessageSubject, Priority
from ..saleor_adapter.channels import active_channels
from ..templates.queries import versions
from .definition import FrozenDefinition, read_frozen
from .models import CampaignRun
from .sources import OCCURRENCE, SOURCE_KIND, source_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """A run's definition with what the shop adds to it; `lists` are by template code."""

    source_id: str
    definition: FrozenDefinition
    experiment_id: int | None
    channel_slug: str
    lists: Mapping[str, str]

    @property
    def term(self) -> datetime.timedelta:
        """How long after its due time a message is given up."""
        return datetime.timedelta(hours=self.definition.when.deadline_hours)

    def intent(
        self,
        arm: str,
        profile_id: int,
        due_at: datetime.datetime,
        code_expires_on: datetime.date | None = None,
    ) -> Intent:
        """Return what a person with this variant is told; raises KeyError for an unknown variant."""
        content = self.definition.content
        template = self.definition.arm(arm).template
        return Intent(
            source_kind=SOURCE_KIND,
            source_id=self.source_id,
            occurrence=OCCURRENCE,
            profile_id=profile_id,
            purpose=content.purpose,
            template_code=template,
            channels=content.channels,
            subject=MessageSubject(code_expires_on=code_expires_on),
            variables={SAYS_VERSION: self.definition.template_versions[template]},
            due_at=due_at,
            expires_at=due_at + self.term,
            # Whatever a person or an order has asked for goes first.
            priority=Priority.LOW,
            list_code=self.lists[template],
            channel_slug=self.channel_slug,
            experiment_id=self.experiment_id,
        )


def saying_of(run: CampaignRun, experiment_id: int | None) -> Saying:
    """Return what a run says; its definition never changes, so it may be kept. Four queries at most."""
    return saying_for(
        read_frozen(run.definition),
        source_id=source_id(run.pk),
        experiment_id=experiment_id,
    )


def saying_for(
    definition: FrozenDefinition, *, source_id: str, experiment_id: int | None
) -> Saying:
    """Return what a run of this definition would say. Four queries at most."""
    found = versions(set(definition.template_versions.values()))
    return Saying(
        source_id=source_id,
        definition=definition,
        experiment_id=experiment_id,
        channel_slug=definition.content.shop_channel or _only_channel(),
        lists={one.code: one.list_code for one in found.values()},
    )


def _only_channel() -> str:
    slugs = active_channels()
    return slugs[0] if len(slugs) == 1 else ""
