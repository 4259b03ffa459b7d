"""The list of places: what the Dashboard's traps ask of it."""

import re
from collections import Counter
from pathlib import Path

from saleor_crm_plugin.dashboard.mounts import (
    LANGUAGES,
    MOUNTS,
    PERMISSIONS,
    Target,
)

FEATURES = Path(__file__).parents[2] / "dashboard_extension" / "src" / "features"
ROUTE = re.compile(r"""path:\s*["'`](/?[^"'`]*)["'`]""")


def test_identifiers_and_places_stand_once():
    assert len({one.identifier for one in MOUNTS}) == len(MOUNTS)
    assert len({(one.place, one.path) for one in MOUNTS}) == len(MOUNTS)


def test_a_page_of_the_dashboard_shows_one_widget_of_ours():
    # Two of one origin would get each other's messages.
    widgets = Counter(one.place for one in MOUNTS if one.target == Target.WIDGET)

    assert set(widgets.values()) <= {1}
    assert all(place.endswith("_widgets") for place in widgets)


def test_every_place_is_named_in_all_languages_and_asks_for_what_the_app_has():
    for one in MOUNTS:
        assert set(one.labels) == set(LANGUAGES)
        assert set(one.permissions) <= set(PERMISSIONS)
        assert one.path.startswith("/")
        assert not one.path.endswith("/")


def test_the_start_page_of_the_staff_stays_theirs():
    [home] = [one for one in MOUNTS if one.place == "homepage_widgets"]

    assert home.options == {
        "homeWidgetTarget": {"method": "GET", "fullscreen": False},
    }


def test_a_widget_opens_a_popup_of_its_own_page():
    popups = {
        one.place.removesuffix("_more_actions")
        for one in MOUNTS
        if one.target == Target.POPUP
    }
    widgets = {
        one.place.removesuffix("_widgets")
        for one in MOUNTS
        if one.target == Target.WIDGET and one.place.endswith("details_widgets")
    }

    assert (
        widgets
        == popups
        == {"customer_details", "order_details", "draft_order_details"}
    )


def test_every_place_is_a_route_of_the_pages():
    routes = {
        found.strip("/")
        for file in FEATURES.glob("*/feature.tsx")
        for found in ROUTE.findall(file.read_text())
    }

    assert {_route(one.path) for one in MOUNTS} - routes == set()


def _route(path):
    # The shell puts these before the routes of popups and widgets.
    return path.strip("/").removeprefix("widgets/").removeprefix("popup/")
