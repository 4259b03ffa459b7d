"""How far the set-up has come, and what an installer asks about the pages."""

import datetime
from dataclasses import dataclass

from .. import __version__
from ..ledger.queries import has_points
from ..loyalty.queries import MISSING_WORTH, faults_of_programs, programs
from ..observation.standing import Past, past_told, swept_until
from ..outbox.queries import backlog
from ..saleor_adapter.dashboard_app import is_known_place, registered
from ..saleor_adapter.db import WRITER
from ..saleor_adapter.plugin_state import (
    PLUGIN_ID,
    dashboard_settings,
    is_active,
)
from ..saleor_adapter.public_url import plugin_url
from .addresses import MANIFEST, app_url
from .built import are_built
from .mounts import MOUNTS
from .policies.origins import usable_origins
from .policies.steps import (
    AppStanding,
    ProgramStanding,
    Standing,
    StepState,
    steps,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """The five steps, and the facts by which an installer finds a fault."""

    steps: tuple[StepState, ...]
    version: str
    is_active: bool
    are_pages_built: bool
    pages_url: str
    manifest_url: str
    origins: tuple[str, ...]
    swept_until: datetime.datetime | None


def setup(*, now: datetime.datetime, using: str = WRITER) -> Setup:
    """Return how far the set-up has come; some ten short queries, whatever the shop's size."""
    swept = swept_until(using=using)
    past = past_told(using=using)
    standing = Standing(
        now=now,
        swept_until=swept,
        oldest_mark_at=backlog(using=using).oldest_mark_at,
        app=_app(using),
        are_pages_built=are_built(),
        past_begun=past != Past.NOTHING,
        past_finished=past == Past.ALL,
        programs=_programs(now, using),
        has_points=has_points(using=using),
    )
    return Setup(
        steps=steps(standing),
        version=__version__,
        is_active=is_active(using=using),
        are_pages_built=standing.are_pages_built,
        pages_url=f"{app_url()}/",
        manifest_url=plugin_url(MANIFEST),
        origins=usable_origins(dashboard_settings(using=using).origins),
        swept_until=swept,
    )


def _app(using: str) -> AppStanding | None:
    found = registered(PLUGIN_ID, using=using)
    if found is None:
        return None
    wanted = sum(is_known_place(one.place, one.target) for one in MOUNTS)
    return AppStanding(
        is_active=found.is_active,
        has_address=found.url == app_url(),
        is_current=(found.version, found.mounts) == (__version__, wanted),
    )


def _programs(now: datetime.datetime, using: str) -> tuple[ProgramStanding, ...]:
    rows = list(programs(using=using))
    faults = faults_of_programs(rows, now=now, using=using)
    return tuple(
        ProgramStanding(
            is_running=row.is_active
            and row.starts_at <= now
            and (row.ends_at is None or row.ends_at > now),
            # Without a worth the liability cannot be told, and points are earned all the same.
            is_sound=all(one.code == MISSING_WORTH for one in faults[row.pk]),
        )
        for row in rows
    )
