"""The recorded contract of one Saleor version, chosen once per process by SANDBOX_SALEOR."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

DEFAULT_VERSION = "3.23"
FOLDER = Path(__file__).resolve().parent.parent / "contract"
VERSION = os.environ.get("SANDBOX_SALEOR") or DEFAULT_VERSION


@cache
def contract(version: str = VERSION) -> dict[str, Any]:
    """Read the contract of a version; an unknown version is refused by name."""
    path = FOLDER / f"saleor-{version}.json"
    if not path.exists():
        known = ", ".join(
            sorted(p.stem.removeprefix("saleor-") for p in FOLDER.glob("saleor-*.json"))
        )
        raise RuntimeError(
            f"SANDBOX_SALEOR={version!r} is not recorded; choose one of {known}."
        )
    return json.loads(path.read_text())


def numbered(version: str) -> tuple[int, ...]:
    """Order versions; the unreleased one counts as newer than any number."""
    return (
        tuple(int(part) for part in version.split("."))
        if re.fullmatch(r"[\d.]+", version)
        else (999,)
    )


@cache
def recorded_models() -> dict[str, dict[str, Any]]:
    """Give the description of each model that this version has, by label."""
    through = {
        label: model
        for label, model in contract()["through_models"].items()
        if "_" not in label
    }
    return {
        label: model
        for label, model in contract()["models"].items()
        if model is not None
    } | through


@cache
def key_only_models() -> dict[str, dict[str, Any]]:
    """Give the shop's models of which only table and key are recorded, by label."""
    recorded = recorded_models()
    return {
        label: target
        for label, target in contract()["targets"].items()
        if label.split(".")[0] in apps() and label not in recorded
    }


@cache
def apps() -> tuple[str, ...]:
    """List the shop's own apps (short labels), in the order of INSTALLED_APPS."""
    names = contract()["settings"]["INSTALLED_APPS"]
    return tuple(
        name.removeprefix("saleor.") for name in names if name.startswith("saleor.")
    )


@cache
def migration_names(label: str) -> tuple[str, ...]:
    """List the recorded leaf migrations of an app up to this version, oldest first."""
    versions = [
        path.stem.removeprefix("saleor-") for path in FOLDER.glob("saleor-*.json")
    ]
    names = {
        name
        for version in versions
        if numbered(version) <= numbered(VERSION)
        for name in contract(version)["latest_migrations"].get(label, ())
    }
    return tuple(sorted(names)) or ("0001_initial",)


# The one node that creates every table. Not a name of Saleor's: nobody may depend on it.
CREATION = ("core", "0000_contract")


def node_names(label: str) -> tuple[str, ...]:
    """List all migrations that an app shows to Django, in the order of their chain."""
    first = (CREATION[1],) if label == CREATION[0] else ()
    return first + migration_names(label)
