"""Two pictures of a database differ in exactly the rows that changed."""

import pytest
from capture.recording.rows import Change, differences

pytestmark = pytest.mark.sandbox_only


def test_equal_pictures_differ_in_nothing():
    picture = {"shop": {(1,): {"id": 1, "name": "a"}}}

    assert differences(picture, picture) == []


def test_each_kind_of_change_is_found():
    # given
    kept, old, new = {"id": 1}, {"id": 2, "name": "a"}, {"id": 2, "name": "b"}
    before = {"shop": {(1,): kept, (2,): old, (3,): {"id": 3}}}
    after = {"shop": {(1,): kept, (2,): new, (4,): {"id": 4}}}

    # when
    changes = sorted(differences(before, after), key=lambda change: change.key)

    # then
    assert changes == [
        Change("shop", (2,), old, new),
        Change("shop", (3,), {"id": 3}, None),
        Change("shop", (4,), None, {"id": 4}),
    ]
    assert [change.kind for change in changes] == ["update", "delete", "insert"]
