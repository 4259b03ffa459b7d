"""Where many objects are made, Python looks for cycles less often, and only there."""

import gc

import pytest

from saleor_crm_plugin.core.collecting import fewer_collections


@pytest.fixture(autouse=True)
def _as_before():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("given", "inside"),
    [
        ((700, 10, 10), (50_000, 10, 10)),
        ((2_000, 5, 7), (50_000, 5, 7)),
        # Whoever has turned it off, or down further, keeps that.
        ((0, 10, 10), (0, 10, 10)),
        ((90_000, 10, 10), (90_000, 10, 10)),
    ],
)
def test_it_holds_inside_and_is_given_back(given, inside):
    gc.set_threshold(*given)

    seen = []

    @fewer_collections()
    def breaks():
        seen.append(gc.get_threshold())
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        breaks()

    assert (seen, gc.get_threshold()) == ([inside], given)
