"""The table of paths: each row is safe by itself, and the reference shows it."""

from pathlib import Path

import pytest

from saleor_crm_plugin.http.route import Authentication
from saleor_crm_plugin.http.table import ROUTES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "paths.md"


def described(route):
    per_minute = route.rate.count * 60 / route.rate.period.total_seconds()
    cells = (
        f"`{route.pattern}`",
        ", ".join(route.methods),
        route.body_limit,
        f"{per_minute:g}",
        route.authentication.value,
        "works" if route.works_while_off else "not found",
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def test_the_reference_lists_every_path_as_it_is():
    shown = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]

    assert shown == [described(route) for route in ROUTES]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern)
def test_a_row_holds_together(route):
    # a token belongs to a purpose, and a purpose to a token
    signed = route.authentication == Authentication.SIGNED_TOKEN
    assert bool(route.token_purpose) == signed
    assert "<token>" in route.pattern or not signed
    # only who is signed in has permissions
    named = route.authentication in (Authentication.STAFF, Authentication.APP)
    assert named or not route.permission
    # what has no body takes none, and what takes one says how much
    assert bool(route.body_limit) == bool(set(route.methods) - {"GET"})
    assert route.body_limit <= 2 * 1024 * 1024
    assert route.rate.count > 0


def test_no_path_hides_another():
    patterns = [route.pattern for route in ROUTES]

    assert len(set(patterns)) == len(patterns)
    for place, route in enumerate(ROUTES):
        sample = route.pattern.replace("<", "").replace(">", "")
        assert not [one for one in ROUTES[:place] if one.match(sample) is not None]


def test_only_ways_out_work_while_the_plugin_is_off():
    ways_out = {route.pattern for route in ROUTES if route.works_while_off}

    assert ways_out == {"unsubscribe/<token>", "preferences/<token>", "copy/<token>"}
