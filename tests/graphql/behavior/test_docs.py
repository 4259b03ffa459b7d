"""The page about tracking holds what it promises."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from saleor.permission.enums import PluginsPermissions

DOCS = Path(__file__).resolve().parents[3] / "docs"
BLOCK = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def blocks():
    cache.clear()
    return BLOCK.findall((DOCS / "how-to" / "track-what-people-do.md").read_text())


def test_the_way_to_track_works_as_it_stands(
    blocks, member, customer_api, anonymous_api, staff_api
):
    agree, visitor_agrees, tell, name_places = blocks

    customer_api.done(agree)
    anonymous_api.done(visitor_agrees)
    tracked = [client.done(tell) for client in (anonymous_api, customer_api)]
    staff_api(PluginsPermissions.MANAGE_PLUGINS).done(name_places)

    # The second is the same batch of the same browser.
    assert tracked == [
        {"noted": 2, "isAgreed": True},
        {"noted": 0, "isAgreed": True},
    ]
