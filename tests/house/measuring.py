"""Measures coverage in fewer tests than are run, because it doubles what a test costs.

What the floors are held against is a lower bound of what the tests have run: whatever is not
measured could only add to it. So no code passes for tested that is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

TESTS = Path(__file__).resolve().parent.parent
# About our own tools, or about the shop.
ELSEWHERE = frozenset(
    TESTS / name for name in ("contract", "demo", "proof", "runner", "sandbox", "shop")
)
# Months of a shop's life are played, all the way through what is measured part by part.
LONG_STORY = "test_follow_up_"
# A thin layer: further cases of a test of it take the same way through it.
API = frozenset(TESTS / name for name in ("graphql", "http"))
DATABASE = frozenset({"db", "transactional_db"})
UNMEASURED = pytest.StashKey[bool]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Choose what is measured, before anything is run."""
    seen: set[str] = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        item.stash[UNMEASURED] = is_unmeasured(item, is_first=name not in seen)
        seen.add(name)


def is_unmeasured(item: pytest.Item, *, is_first: bool) -> bool:
    """Tell whether a test is left out, where it is the first of its cases or another.

    Whatever needs no database is cheap, and measured: policies and the core have to be run wholly.
    """
    if not _needs_a_database(item):
        return False
    if item.path.name.startswith(LONG_STORY):
        return True
    folders = frozenset(item.path.parents)
    return bool(ELSEWHERE & folders or (API & folders and not is_first))


def _needs_a_database(item: pytest.Item) -> bool:
    return not DATABASE.isdisjoint(getattr(item, "fixturenames", ())) or any(
        item.iter_markers("django_db")
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test, measured or not."""
    if not item.stash[UNMEASURED]:
        return (yield)
    with unmeasured():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
    """Make the database unmeasured: of migrations no coverage is asked."""
    if fixturedef.argname != "django_db_setup":
        return (yield)
    with unmeasured():
        return (yield)


@contextmanager
def unmeasured() -> Iterator[None]:
    """Switch coverage off inside the block, if it is on."""
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()
