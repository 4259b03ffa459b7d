"""Batched reads of campaigns: one query for all steps, or all standings, of an answer."""

from collections.abc import Iterable

from ...campaigns.counts import Counts, counts_of
from ...campaigns.models import CampaignDryRun, CampaignStep
from ...campaigns.queries import latest_dry_runs, steps_of
from ...campaigns.standstill import approval_above
from ...saleor_adapter.graphql import DataLoader


class StepsByCampaignLoader(DataLoader):
    """The steps of a campaign's way, in order."""

    context_key = "crm_steps_by_campaign"

    def batch_load(self, keys: Iterable[int]) -> list[list[CampaignStep]]:
        keys = list(keys)
        found = steps_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class CountsByRunLoader(DataLoader):
    """Where the audience of a run stands."""

    context_key = "crm_counts_by_campaign_run"

    def batch_load(self, keys: Iterable[int]) -> list[Counts]:
        keys = list(keys)
        found = counts_of(keys, using=self.database_connection_name)
        return [found[key] for key in keys]


class ApprovalLimitLoader(DataLoader):
    """Above how many people a second person's word is needed; the same for every campaign."""

    context_key = "crm_campaign_approval_limit"

    def batch_load(self, keys: Iterable[int]) -> list[int | None]:
        limit = approval_above(using=self.database_connection_name)
        return [limit for _ in keys]


class LatestDryRunLoader(DataLoader):
    """The dry run of a campaign that was asked for last, or None."""

    context_key = "crm_latest_dry_run_by_campaign"

    def batch_load(self, keys: Iterable[int]) -> list[CampaignDryRun | None]:
        keys = list(keys)
        found = latest_dry_runs(keys, using=self.database_connection_name)
        return [found.get(key) for key in keys]
