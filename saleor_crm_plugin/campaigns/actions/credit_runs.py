"""Say how orders are credited to the messages of runs that begin."""

from collections.abc import Collection

from ...attribution.actions.rules import set_rule
from ...saleor_adapter.db import WRITER
from ..definition import read_frozen
from ..models import Campaign, CampaignRun
from ..policies.crediting import rule_of
from ..sources import SOURCE_KIND, source_id


def credit_runs(campaign: Campaign, occurrences: Collection[str]) -> None:
    """Give these runs of a locked campaign the rule of their definition; idempotent."""
    rows = CampaignRun.objects.using(WRITER).filter(
        campaign=campaign, occurrence__in=occurrences
    )
    for run in rows:
        rule = rule_of(read_frozen(run.definition).attribution)
        set_rule(SOURCE_KIND, source_id(run.pk), rule)
