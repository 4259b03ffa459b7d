"""The variant and the due time of everybody in an audience, as the definition says them."""

import datetime

from ..messaging.terms import read_terms
from .definition import CampaignDefinition
from .due_sql import due_part
from .freeze import Column
from .sources import variant_salt
from .variants import variant_column


def columns_of(
    definition: CampaignDefinition,
    *,
    campaign_id: int,
    occurrence: str,
    due_at: datetime.datetime,
    starts_at: datetime.datetime,
) -> tuple[Column, Column]:
    """Return the columns `arm` and `due` of a run that was to begin at `due_at`, at `starts_at`.

    Some fourteen queries at most, however many people there are.
    """
    content = definition.content
    arm = variant_column(
        content,
        salt=variant_salt(campaign_id),
        default_language=read_terms().language(content.shop_channel),
    )
    due = due_part(
        definition, occurrence=occurrence, due_at=due_at, starts_at=starts_at
    )
    return arm, due.column
