"""More evidence never makes a pair less likely, and contradictions never more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from saleor_crm_plugin.identity.duplicate_policies import (
    WEIGHTS,
    Evidence,
    Judgment,
    Reason,
    judge,
)

SHARES = st.one_of(st.none(), st.floats(0, 1))
EVIDENCE = st.builds(
    Evidence,
    shared=st.frozensets(st.sampled_from(["email", "phone", "wecom", "telegram"])),
    is_email_variant=st.booleans(),
    name_similarity=SHARES,
    is_same_birthday=st.sampled_from([None, True, False]),
    address_similarity=SHARES,
    is_same_house=st.booleans(),
    is_same_family=st.booleans(),
)


@given(EVIDENCE)
def test_score_is_within_bounds_and_explained(evidence):
    judgment = judge(evidence)
    assert 0 <= judgment.score <= 100
    assert judgment.score <= sum(WEIGHTS[reason] for reason in judgment.reasons)
    weights = [WEIGHTS[reason] for reason in judgment.reasons]
    assert weights == sorted(weights, reverse=True)
    assert len(set(judgment.reasons)) == len(judgment.reasons)


@given(EVIDENCE)
def test_shared_phone_and_address_speak_for_it(evidence):
    less = judge(replace(evidence, shared=evidence.shared - {"phone"}))
    more = judge(replace(evidence, shared=evidence.shared | {"phone"}))
    assert less.score <= more.score
    assert (
        judge(replace(evidence, address_similarity=1.0)).score
        >= judge(replace(evidence, address_similarity=None)).score
    )


@given(EVIDENCE)
def test_another_birthday_speaks_against_it(evidence):
    scores = [
        judge(replace(evidence, is_same_birthday=known)).score
        for known in (False, None, True)
    ]
    assert scores == sorted(scores)


def test_nothing_is_no_reason():
    judgment = judge(Evidence())
    assert judgment == Judgment(0, ())
    assert not judgment.is_worth_asking


def test_family_with_one_phone_is_not_asked_about():
    judgment = judge(Evidence(shared=frozenset({"phone"}), name_similarity=0.2))
    assert judgment == Judgment(35, (Reason.SAME_PHONE,))
    assert not judgment.is_worth_asking


def test_namesakes_at_one_address_are():
    judgment = judge(Evidence(name_similarity=0.97, address_similarity=0.9))
    assert judgment == Judgment(50, (Reason.SAME_ADDRESS, Reason.SAME_NAME))
    assert judgment.is_worth_asking
