"""The five steps from the installation to the first points: which are done, and what the others lack."""

import datetime
import enum
from dataclasses import dataclass

# Three sweeps and drains long: one may be late, and a worker may restart.
SILENCE = datetime.timedelta(minutes=15)


class Step(enum.StrEnum):
    """The steps in their order."""

    WORKERS = "workers"
    DASHBOARD = "dashboard"
    PAST = "past"
    PROGRAM = "program"
    POINTS = "points"


class Lack(enum.StrEnum):
    """What a step lacks; each has a remedy."""

    NEVER_RAN = "never_ran"
    STOPPED = "stopped"
    BEHIND = "behind"
    NOT_INSTALLED = "not_installed"
    SWITCHED_OFF = "switched_off"
    OTHER_ADDRESS = "other_address"
    OUT_OF_DATE = "out_of_date"
    NOT_BUILT = "not_built"
    NOT_TOLD = "not_told"
    PARTLY_TOLD = "partly_told"
    NO_PROGRAM = "no_program"
    PROGRAM_WAITS = "program_waits"
    PROGRAM_FAULTY = "program_faulty"
    NO_POINTS = "no_points"


INSTALL = "Run `manage.py crm_install_dashboard`."
REMEDIES = {
    Lack.NEVER_RAN: (
        "Start Saleor's Celery worker and beat with the package installed, and wait five minutes."
    ),
    Lack.STOPPED: (
        "Restart Saleor's Celery worker and beat: nothing was looked at for fifteen minutes."
    ),
    Lack.BEHIND: (
        "Add Celery workers, or look at the worker's log: changes wait for more than fifteen minutes."
    ),
    Lack.NOT_INSTALLED: INSTALL,
    Lack.SWITCHED_OFF: (
        "Switch the app on under Extensions, or run `manage.py crm_install_dashboard`."
    ),
    Lack.OTHER_ADDRESS: (
        "The shop's public address has changed: run `manage.py crm_install_dashboard` again."
    ),
    Lack.OUT_OF_DATE: (
        "The package was upgraded: run `manage.py crm_install_dashboard` again."
    ),
    Lack.NOT_BUILT: "Install a copy of the package that was built with Node 20.",
    Lack.NOT_TOLD: "Run `manage.py crm_backfill`; nobody is sent anything by it.",
    Lack.PARTLY_TOLD: "Run `manage.py crm_backfill` again: it goes on where it stopped.",
    Lack.NO_PROGRAM: "Create a loyalty program with a channel and an earning rule.",
    Lack.PROGRAM_WAITS: "Switch the program on, or wait until it starts.",
    Lack.PROGRAM_FAULTY: "Mend what the program lacks: its page lists it.",
    Lack.NO_POINTS: (
        "Place and pay an order as a customer of the program's channel, and wait a minute; "
        "if no points come, look at the stuck list."
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AppStanding:
    """Our app in the shop's tables, beside what this version wants."""

    is_active: bool
    has_address: bool
    is_current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgramStanding:
    """One program that is switched on or off, running or not, with or without faults."""

    is_running: bool
    is_sound: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """All that the steps are judged by."""

    now: datetime.datetime
    swept_until: datetime.datetime | None
    oldest_mark_at: datetime.datetime | None
    app: AppStanding | None
    are_pages_built: bool
    past_begun: bool
    past_finished: bool
    programs: tuple[ProgramStanding, ...]
    has_points: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StepState:
    """One step: done, or with what it lacks and the remedy in English."""

    step: Step
    lack: Lack | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is lacking."""
        return self.lack is None

    @property
    def remedy(self) -> str:
        """Return what to do; empty for what is done."""
        return REMEDIES[self.lack] if self.lack else ""


def steps(standing: Standing) -> tuple[StepState, ...]:
    """Judge all five steps, each by itself: a later one may be done before an earlier one."""
    lacks = {
        Step.WORKERS: _workers_lack(standing),
        Step.DASHBOARD: _dashboard_lack(standing),
        Step.PAST: _past_lacks(standing),
        Step.PROGRAM: _program_lacks(standing.programs),
        Step.POINTS: None if standing.has_points else Lack.NO_POINTS,
    }
    return tuple(StepState(step=step, lack=lacks[step]) for step in Step)


def _workers_lack(standing: Standing) -> Lack | None:
    if standing.swept_until is None:
        return Lack.NEVER_RAN
    longest_ago = standing.now - SILENCE
    if standing.swept_until < longest_ago:
        return Lack.STOPPED
    if standing.oldest_mark_at and standing.oldest_mark_at < longest_ago:
        return Lack.BEHIND
    return None


def _dashboard_lack(standing: Standing) -> Lack | None:
    if standing.app is None:
        return Lack.NOT_INSTALLED
    judged = (
        (standing.app.is_active, Lack.SWITCHED_OFF),
        (standing.app.has_address, Lack.OTHER_ADDRESS),
        (standing.app.is_current, Lack.OUT_OF_DATE),
        (standing.are_pages_built, Lack.NOT_BUILT),
    )
    return next((lack for is_right, lack in judged if not is_right), None)


def _past_lacks(standing: Standing) -> Lack | None:
    if standing.past_finished:
        return None
    return Lack.PARTLY_TOLD if standing.past_begun else Lack.NOT_TOLD


def _program_lacks(programs: tuple[ProgramStanding, ...]) -> Lack | None:
    if not programs:
        return Lack.NO_PROGRAM
    running = [one for one in programs if one.is_running]
    if not running:
        return Lack.PROGRAM_WAITS
    return None if any(one.is_sound for one in running) else Lack.PROGRAM_FAULTY
