"""A batch is decided as its messages would be one by one."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.messaging.policies.turns import Fate, Leaving, fates

MINE, OTHER = 1, 2


def test_who_says_the_same_again_says_it_to_nobody():
    twins = [Leaving("hello", MINE), Leaving("hello", MINE), Leaving("bye", MINE)]
    assert fates(twins, {MINE: 9}, ()) == [Fate.LEAVES, Fate.ECHO, Fate.LEAVES]


def test_who_waits_has_told_nobody_anything():
    twins = [Leaving("hello", MINE), Leaving("hello", MINE)]
    assert fates(twins, {}, ()) == [Fate.WAITS, Fate.WAITS]
    assert fates(twins, {}, {"hello"}) == [Fate.ECHO, Fate.ECHO]


def test_another_account_may_tell_it_first():
    twins = [Leaving("hello", MINE), Leaving("hello", OTHER), Leaving("hello", OTHER)]
    found = fates(twins, {OTHER: 2}, ())
    assert found == [Fate.WAITS, Fate.LEAVES, Fate.ECHO]


@given(
    leaving=st.lists(
        st.builds(Leaving, st.sampled_from("abc"), st.sampled_from([MINE, OTHER])),
        max_size=8,
    ),
    tokens=st.dictionaries(st.sampled_from([MINE, OTHER]), st.integers(0, 4)),
    told=st.sets(st.sampled_from("abc")),
)
def test_batch_is_decided_as_one_by_one(leaving, tokens, told):
    left, said, alone = Counter(tokens), set(told), []
    for one in leaving:
        [fate] = fates([one], left, said)
        alone.append(fate)
        if fate is Fate.LEAVES:
            left[one.account_id] -= 1
            said.add(one.saying)

    assert fates(leaving, tokens, told) == alone
