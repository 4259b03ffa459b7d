"""Rows as one document: nothing is lost, and what is shared is said once."""

import json

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.core.alike import alike

TEXTS = st.sampled_from(["", "a", 'b"\\', "ä"])
ROWS = st.lists(
    st.tuples(st.tuples(TEXTS, st.integers(0, 2)), st.tuples(st.integers(), TEXTS))
)


@given(rows=ROWS)
def test_every_row_is_there_once_and_in_its_order_among_its_like(rows):
    # when
    documents = json.loads(
        alike(rows, shared=("kind", "rank"), own=("ids", "addresses"))
    )

    # then
    told = {(one["kind"], one["rank"]): one for one in documents}
    assert len(documents) == len(told) == len({shared for shared, _ in rows})
    for shared, document in told.items():
        assert list(zip(document["ids"], document["addresses"], strict=True)) == [
            own for others, own in rows if others == shared
        ]


def test_no_row_is_an_empty_document():
    assert alike([], shared=("kind",), own=("ids",)) == "[]"
