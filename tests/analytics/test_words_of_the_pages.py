"""The pages say of every metric what the API says of it."""

import json
from pathlib import Path

import pytest

from saleor_crm_plugin.analytics import campaign_definitions, definitions

FEATURES = Path(__file__).parents[2] / "dashboard_extension" / "src" / "features"


@pytest.mark.parametrize(
    ("feature", "said"),
    [
        ("campaigns", campaign_definitions.DEFINITIONS),
        ("journeys", definitions.DEFINITIONS),
    ],
)
def test_a_page_says_what_the_api_says(feature, said):
    catalog = json.loads((FEATURES / feature / "messages" / "en.json").read_text())
    prefix = f"{feature}.meaning."

    shown = {
        key.removeprefix(prefix): text
        for key, text in catalog.items()
        if key.startswith(prefix)
    }

    assert shown == {metric.value: text for metric, text in said.items()}
