"""Find people whose time has come: birthdays, habits, goods that are back."""

import datetime
import time
from dataclasses import dataclass

from django.db import transaction

from ...saleor_adapter.db import WRITER
from ..models import JourneyScan, JourneyStatus
from ..trigger import ScanTrigger, Window
from ..versions import Version, current_versions
from .hear import expect

PAGE = 500


@dataclass(frozen=True, slots=True)
class ScanReport:
    """How many people were found, in how many pages."""

    found: int = 0
    pages: int = 0


def scan_due(*, now: datetime.datetime, deadline: float | None = None) -> ScanReport:
    """Look through what has come due since the last time, journey by journey, page by page.

    `deadline` is a reading of `time.monotonic()`. Restartable: a page's entries and how far it
    came are one transaction. Nothing older than a journey's freshness is looked at. One worker per
    journey; others pass it over.
    """
    report = ScanReport()
    for version in current_versions([JourneyStatus.ON]):
        trigger = version.plan.trigger
        if not isinstance(trigger, ScanTrigger):
            continue
        while deadline is None or time.monotonic() < deadline:
            found = _scan_page(version, trigger, now)
            if found is None:
                break
            report = ScanReport(report.found + found, report.pages + 1)
    return report


@transaction.atomic(using=WRITER)
def _scan_page(
    version: Version, trigger: ScanTrigger, now: datetime.datetime
) -> int | None:
    rows = JourneyScan.objects.select_for_update(skip_locked=True)
    scan = rows.filter(journey_id=version.journey_id).first()
    if scan is None:
        return None
    if scan.scanning_until is None:
        if now - scan.scanned_until < trigger.every:
            return None
        scan.scanning_until = now
    window = _window(version, scan, scan.scanning_until)
    page = trigger.scan(window, reached=scan.reached, limit=PAGE)
    expect([(version, entry) for entry in page.entries], now=now)
    scan.reached = page.reached
    if not page.reached:
        scan.scanned_until, scan.scanning_until = scan.scanning_until, None
    scan.save(update_fields=["scanned_until", "scanning_until", "reached"])
    return len(page.entries)


def _window(version: Version, scan: JourneyScan, until: datetime.datetime) -> Window:
    freshness = datetime.timedelta(hours=version.plan.definition.freshness_hours)
    # A scan that stood still for long does not begin what is long past.
    return Window(since=max(scan.scanned_until, until - freshness), until=until)
