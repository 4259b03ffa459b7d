"""What relation people seem to want: labelled cases, what stands above them, and thin evidence."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.insight.inference_models import RelationshipType
from saleor_crm_plugin.insight.policies.relationship import (
    TYPES,
    UNKNOWN,
    Evidence,
    relationship_of,
)
from saleor_crm_plugin.insight.policies.signals import WORDS, in_words
from saleor_crm_plugin.insight.policies.tone import tone_of

from .relationship_cases import HELD_OUT, SEEN, cases


@pytest.mark.parametrize(
    ("file", "least_cases", "least"),
    [
        # What is found today is better; below this the weights are not worth having.
        (SEEN, 200, 0.85),
        # Nothing was tuned on these; a little below what they showed at the first run.
        (HELD_OUT, 100, 0.7),
    ],
)
def test_labelled_cases_are_told_apart(capsys, file, least_cases, least):
    # given
    labelled = cases(file)
    assert len(labelled) >= least_cases

    # when
    judged = [(label, relationship_of(seen).type) for label, seen in labelled]

    # then
    measured = {}
    for name in (*TYPES, UNKNOWN):
        right = judged.count((name, name))
        said = sum(found == name for _, found in judged)
        meant = sum(label == name for label, _ in judged)
        measured[name] = (right / said, right / meant)
    with capsys.disabled():
        print(f"\n{len(labelled)} of {file}: precision, recall")  # noqa: T201 the measure
        for name, (precision, recall) in measured.items():
            print(f"  {name:14} {precision:.2f} {recall:.2f}")  # noqa: T201
    assert min(min(both) for both in measured.values()) >= least


def test_every_type_can_be_stored_and_stated():
    assert set(RelationshipType.values) == {*TYPES, UNKNOWN}


def test_what_was_said_stands_above_what_was_seen():
    seen = Evidence(orders=5, order_days_in_year=3, harsh_texts=2, spam_reports=1)
    assert relationship_of(seen).type == "strained"
    relation = relationship_of(seen, stated="friend")
    assert (relation.type, relation.is_stated) == ("friend", True)
    assert [signal.code for signal in relation.signals] == ["stated"]


def test_nothing_known_is_unknown_and_says_so():
    relation = relationship_of(Evidence())
    assert (relation.type, relation.is_stated) == (UNKNOWN, False)
    [thin] = relation.signals
    assert in_words(thin.code, thin.value) == (
        "Too little is known: 0 of evidence, where 1 is needed."
    )


def test_signals_add_up_and_are_told_in_words():
    relation = relationship_of(
        Evidence(orders=12, order_days_in_year=8, messages=10, read=5, items=12)
    )
    assert relation.type == "regular"
    assert [signal.to_json() for signal in relation.signals] == [
        {"code": "order_days_in_year", "value": 8, "weight": 1.2},
        {"code": "reads_messages", "value": 50, "weight": 0.05},
    ]
    assert [in_words(signal.code, signal.value) for signal in relation.signals] == [
        "Ordered on 8 days of the past year.",
        "Opened or followed 50 of 100 messages.",
    ]


counts = st.integers(0, 30)


@given(
    st.builds(
        Evidence,
        orders=counts,
        order_days_in_year=counts,
        discounted_orders=counts,
        items=counts,
        returned_items=counts,
        has_chargeback=st.booleans(),
        messages=counts,
        read=counts,
        answers=counts,
        good_answers=counts,
        bad_answers=counts,
        kind_texts=counts,
        harsh_texts=counts,
        has_opted_out=st.booleans(),
        spam_reports=counts,
        reviews=counts,
        referrals=counts,
    )
)
def test_every_life_has_a_type_with_known_signals(seen):
    relation = relationship_of(seen)
    assert relation.type in {*TYPES, UNKNOWN}
    assert all(signal.code in WORDS for signal in relation.signals)
    if relation.type != UNKNOWN:
        assert sum(signal.weight for signal in relation.signals) >= 1 - 1e-9


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Thank you, wonderful!", 1),
        ("Not happy at all.", -1),
        ("I wasn't disappointed", 1),
        ("never late", 1),
        ("Never again, awful.", -1),
        ("È PERFETTO", 1),
        ("Perché è tutto rotto?", -1),
        ("Non sono soddisfatta", -1),
        ("谢谢，很满意", 1),
        ("我不满意", -1),
        ("没有失望，别生气", 0),
        ("要投诉！", -1),
        ("ＴＨＡＮＫＳ", 1),
        ("good and bad: great, but broken", -1),
        ("Where is the shop?", 0),
        ("", 0),
        ("badminton lovebird", 0),
    ],
)
def test_tone_of_texts(text, tone):
    assert tone_of(text) == tone


def test_a_tone_is_one_whatever_is_repeated():
    for text in map(" ".join, itertools.product(["thanks", "awful"], repeat=3)):
        assert tone_of(text) in {-1, 1}
