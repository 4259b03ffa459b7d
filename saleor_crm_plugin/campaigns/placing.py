"""What each person in an audience gets, and when: the columns of whoever freezes or foresees it."""

import datetime
from dataclasses import dataclass

from ..experiments.drawing import salt_of
from ..messaging.terms import read_terms
from .definition import CampaignDefinition
from .due_sql import due_part
from .freeze import Column
from .sources import experiment_code
from .variants import variant_column


@dataclass(frozen=True, slots=True)
class Columns:
    """The variant of each person and the moment at which it is due."""

    arm: Column
    due: Column


def columns(
    campaign_id: int,
    definition: CampaignDefinition,
    *,
    occurrence: str,
    due_at: datetime.datetime,
    starts_at: datetime.datetime,
) -> Columns:
    """Return the columns for an occurrence that was to begin at `due_at` and begins at `starts_at`.

    Who gets which variant is drawn under the campaign's own salt: in every run of it the same.
    """
    shop_channel = definition.content.shop_channel
    return Columns(
        arm=variant_column(
            definition.content,
            salt=salt_of(experiment_code(campaign_id)),
            default_language=read_terms().language(shop_channel),
        ),
        due=due_part(
            definition, occurrence=occurrence, due_at=due_at, starts_at=starts_at
        ).column,
    )
