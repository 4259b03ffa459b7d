"""How much of the code the tests must have run, per part; measured over a whole run only."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from .environment import ROOT


@dataclass(frozen=True)
class Floor:
    """At least so many percent of lines and branches in the files of some patterns."""

    name: str
    patterns: tuple[str, ...]
    percent: float


FLOORS = (
    Floor("everything", ("*/saleor_crm_plugin/*",), 90),
    Floor("core", ("*/saleor_crm_plugin/core/*",), 100),
    Floor("ledger", ("*/saleor_crm_plugin/ledger/*",), 100),
    Floor("policies", ("*/policies.py", "*/policies/*"), 100),
)


def check(data_file: Path) -> bool:
    """Print one line per floor, and the missing lines of each that is not reached."""
    # Installed with the environment, which may not have been complete when we were imported.
    from coverage import Coverage  # noqa: PLC0415
    from coverage.exceptions import NoDataError  # noqa: PLC0415

    measured = Coverage(
        data_file=str(data_file), config_file=str(ROOT / "pyproject.toml")
    )
    measured.load()
    reached = True
    for floor in FLOORS:
        report = io.StringIO()
        try:
            percent = measured.report(
                include=list(floor.patterns), file=report, show_missing=True
            )
        except NoDataError:
            continue
        enough = percent >= floor.percent
        print(
            f"coverage: {floor.name} {percent:.1f} % of {floor.percent:.0f} %", end=" "
        )
        print("ok" if enough else f"short\n{report.getvalue()}")
        reached = reached and enough
    return reached
