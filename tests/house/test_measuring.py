"""What is measured: everything cheap, and of what needs a database what is not run twice."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from coverage import Coverage

from . import measuring

HERE = Path(__file__)
API = measuring.TESTS / "graphql" / "area" / "test_it.py"
STORY = measuring.TESTS / "stories" / "test_follow_up_it.py"
SHOP = measuring.TESTS / "shop" / "test_it.py"


def _test(*fixtures, path=HERE, markers=()):
    return SimpleNamespace(
        path=path,
        fixturenames=fixtures,
        iter_markers=lambda name: (one for one in markers if one == name),
    )


@pytest.mark.parametrize(
    ("test", "is_first", "left_out"),
    [
        (_test("tmp_path"), True, False),
        (_test("tmp_path"), False, False),
        (_test("tmp_path", path=STORY), False, False),
        (_test("db"), True, False),
        (_test("db"), False, False),
        (_test("tmp_path", path=API), False, False),
        (_test("db", path=API), True, False),
        (_test("db", path=API), False, True),
        (_test("transactional_db", path=API), False, True),
        (_test(markers=["django_db"], path=API), True, False),
        (_test(markers=["django_db"], path=API), False, True),
        (_test("db", path=STORY), True, True),
        (_test("db", path=SHOP), True, True),
    ],
)
def test_left_out_is_what_is_dear_and_measured_elsewhere(test, is_first, left_out):
    assert measuring.is_unmeasured(test, is_first=is_first) is left_out


def test_cases_are_counted_by_test():
    # given
    items = [
        SimpleNamespace(nodeid=name, stash={}, **vars(_test("db", path=API)))
        for name in ("a::x[1]", "a::x[2]", "b::x[1]", "a::y")
    ]

    # when
    measuring.pytest_collection_modifyitems(items)

    # then
    assert [item.stash[measuring.UNMEASURED] for item in items] == [
        False,
        True,
        False,
        False,
    ]


def test_measuring_goes_on_after_a_failure(monkeypatch):
    # given
    calls = []
    running = SimpleNamespace(
        stop=lambda: calls.append("stop"), start=lambda: calls.append("start")
    )
    monkeypatch.setattr(Coverage, "current", lambda: running)

    # when
    with pytest.raises(ZeroDivisionError), measuring.unmeasured():
        calls.append(1 / 0)

    # then
    assert calls == ["stop", "start"]


def test_nothing_is_switched_on_where_nothing_was_measured(monkeypatch):
    # given
    monkeypatch.setattr(Coverage, "current", lambda: None)

    # then
    with measuring.unmeasured():
        assert Coverage.current() is None
