"""A real shop still keeps the contract that the sandbox is generated from."""

import importlib
import importlib.util
import json
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.real_shop_only

SANDBOX = Path(__file__).parents[2] / "sandbox"
# Left out: versions of libraries, settings (a test run has its own) and the schema, which we extend.
KEPT = (
    "base_plugin",
    "callables",
    "configuration_field_types",
    "enum_kinds",
    "enums",
    "latest_migrations",
    "models",
    "permissions",
    "plugin_manager_calls",
    "targets",
    "through_models",
)


def captures(name):
    """Import a module of the capture programs without putting the sandbox shop on the path."""
    if "capture" not in sys.modules:
        place = SANDBOX / "capture"
        spec = importlib.util.spec_from_file_location(
            "capture", place / "__init__.py", submodule_search_locations=[str(place)]
        )
        sys.modules["capture"] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"capture.{name}")


@pytest.fixture(scope="module")
def current():
    """Capture the shop these tests run on."""
    return captures("contract").document()


@pytest.fixture(scope="module")
def recorded(current):
    """Read what was recorded of this version."""
    version = ".".join(current["saleor"].split(".")[:2])
    return json.loads((SANDBOX / "contract" / f"saleor-{version}.json").read_text())


@pytest.mark.parametrize("part", KEPT)
def test_the_shop_keeps_what_was_recorded(part, recorded, current):
    assert list(captures("drift").drift(recorded[part], current[part])) == []
