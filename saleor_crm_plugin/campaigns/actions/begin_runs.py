"""Begin the runs whose time has come, each once; those that nobody began in time are missed."""

import datetime
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from pydantic import ValidationError

from ...core.sentences import Sentence
from ...saleor_adapter.db import WRITER
from ..checking import zone_of
from ..definition import CampaignDefinition, read_definition
from ..models import Campaign
from ..policies.reasons import StepReason
from ..policies.starts import Start, next_start, starts_since
from ..policies.states import AT_WORK, CampaignKind, CampaignState
from ..standstill import Standstill, reason_to_pause
from .credit_runs import credit_runs
from .move import move
from .stand_still import stand_still
from .write_runs import log_missed, without_known, write_runs


@dataclass(frozen=True, slots=True)
class BeginReport:
    """How many runs were begun, how many were missed, and how many campaigns had to pause."""

    begun: int = 0
    missed: int = 0
    paused: int = 0

    def __add__(self, other: "BeginReport") -> "BeginReport":
        return BeginReport(
            self.begun + other.begun,
            self.missed + other.missed,
            self.paused + other.paused,
        )


NOTHING = BeginReport()


def begin_runs(*, now: datetime.datetime, deadline: float | None = None) -> BeginReport:
    """Begin what is due, campaign by campaign, each in a transaction of its own.

    `deadline` is a reading of `time.monotonic()`. Of several times that have passed unseen only the
    last begins, if it may still; the others are written down as missed, and so is a broadcast that
    nobody began in time: nothing is sent later than its campaign allows. Where something is gone
    that the campaign needs, it pauses and says why. Idempotent, and two workers never begin the
    same: the campaign's lock and the key of its runs decide. Locks the campaign, then its runs.
    """
    report = NOTHING
    for campaign_id in _due(now):
        if deadline is not None and time.monotonic() >= deadline:
            break
        report += _begin(campaign_id, now)
    return report


def _due(now: datetime.datetime) -> Iterator[int]:
    rows = Campaign.objects.using(WRITER).filter(due_at__lte=now, state__in=AT_WORK)
    return rows.order_by("due_at", "id").values_list("id", flat=True).iterator()


@transaction.atomic(using=WRITER)
def _begin(campaign_id: int, now: datetime.datetime) -> BeginReport:
    rows = Campaign.objects.using(WRITER).select_for_update(skip_locked=True)
    campaign = rows.filter(pk=campaign_id, due_at__lte=now, state__in=AT_WORK).first()
    if campaign is None or campaign.due_at is None:
        return NOTHING
    try:
        definition = read_definition(campaign.definition)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        return _pause(
            campaign,
            Standstill(StepReason.UNREADABLE, Sentence("{words}", words=where)),
            now,
        )
    if standstill := reason_to_pause(definition, now=now):
        return _pause(campaign, standstill, now)
    return _start(campaign, definition, campaign.due_at, now)


def _start(
    campaign: Campaign,
    definition: CampaignDefinition,
    due_at: datetime.datetime,
    now: datetime.datetime,
) -> BeginReport:
    kind, zone = CampaignKind(campaign.kind), zone_of(definition.when)
    since = starts_since(kind, definition.when, zone, due_at=due_at, now=now)
    passed = without_known(campaign, since)
    begins = [one for one in passed[-1:] if now < one.over_at]
    missed = passed[: len(passed) - len(begins)]
    write_runs(campaign, definition, begins, missed, now=now)
    credit_runs(campaign, [one.occurrence for one in begins])
    following = (
        None
        if kind is CampaignKind.BROADCAST
        else next_start(kind, definition.when, zone, after=now)
    )
    campaign.due_at = following.starts_at if following else None
    campaign.save(update_fields=["due_at"])
    _log(campaign, begins, missed, now)
    return BeginReport(begun=len(begins), missed=len(missed))


def _log(
    campaign: Campaign,
    begins: Sequence[Start],
    missed: Sequence[Start],
    now: datetime.datetime,
) -> None:
    """Write the steps that these times make: what was missed, then what begins or is over."""
    before = CampaignState(campaign.state)
    log_missed(campaign, missed, now=now)
    if begins and before is CampaignState.SCHEDULED:
        move(campaign, CampaignState.SENDING, reason=StepReason.DUE, now=now)
    elif not begins and campaign.due_at is None and before is CampaignState.SCHEDULED:
        reason = StepReason.NO_MORE_OCCURRENCES
        move(campaign, CampaignState.DONE, reason=reason, now=now)


def _pause(
    campaign: Campaign, standstill: Standstill, now: datetime.datetime
) -> BeginReport:
    stand_still(campaign, standstill, now=now)
    return BeginReport(paused=1)
