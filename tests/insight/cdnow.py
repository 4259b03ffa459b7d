"""The CDNOW sample as Fader and Hardie prepared it; read as the demo reads it."""

import csv
from importlib import metadata
from pathlib import Path

import numpy as np

from saleor_crm_plugin.insight.policies.purchases import Histories

FOLDER = Path(str(metadata.distribution("lifetimes").locate_file("lifetimes/datasets")))


def _columns(name: str, count: int) -> np.ndarray:
    with (FOLDER / name).open(encoding="ascii") as file:
        _, *rows = csv.reader(file)
    return np.array([[float(value) for value in row[-count:]] for row in rows]).T


def histories() -> Histories:
    """Return the 39 weeks of calibration of 2,357 people, in weeks."""
    return Histories(*_columns("cdnow_customers_summary.csv", 3))


def spending() -> tuple[np.ndarray, np.ndarray]:
    """Return the repeats of the 946 who had any, and what these were worth on average."""
    repeats, _, _, mean = _columns("cdnow_customers_summary_with_transactions.csv", 4)
    return repeats[repeats > 0], mean[repeats > 0]
