"""Sentences that still know their template and values."""

import copy
import json
import pickle
from decimal import Decimal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from saleor_crm_plugin.core.sentences import (
    Sentence,
    from_plain,
    joined,
    sentence_about,
    sentence_of,
    to_plain,
)


class Asked(BaseModel):
    days: int = Field(ge=1)
    names: list[str] = Field(default=["a"], min_length=1, max_length=2)
    worth: Decimal = Field(default=Decimal(1), decimal_places=2)
    kind: str = "rule"

    @field_validator("kind")
    @classmethod
    def _is_known(cls, kind: str) -> str:
        if kind != "rule":
            raise ValueError(Sentence("There is no kind {kind!r}.", kind=kind))
        return kind


def found(**given: object) -> list[Sentence]:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate(given)
    return [sentence_about(one) for one in refused.value.errors()]


def test_it_reads_as_its_english_words_and_keeps_what_they_are_made_of():
    sentence = Sentence("There is no program {program!r}.", program="gold")
    assert sentence == "There is no program 'gold'."
    assert sentence.template == "There is no program {program!r}."
    assert sentence.values == {"program": "gold"}


@pytest.mark.parametrize(
    "again", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_knows_them_too(again):
    sentence = Sentence("{{ {name} }} is missing.", name="x{y}")
    copied = again(sentence)
    assert copied == "{ x{y} } is missing."
    assert (copied.template, copied.values) == (sentence.template, {"name": "x{y}"})


def test_several_are_said_one_after_the_other_and_stay_sentences():
    first, second = Sentence("Say why."), Sentence("At most {most}.", most=3)
    both = joined([first, second], "; ")
    assert both == "Say why.; At most 3."
    assert list(both.values.values()) == [first, second]


def test_the_words_of_other_libraries_are_taken_as_they_are():
    given = Sentence("Say why.")
    assert sentence_of(ValueError(given)) is given
    assert sentence_of(ValueError("no {such} thing")) == "no {such} thing"
    assert sentence_of(ValueError()) == ""


def test_what_pydantic_finds_is_said_by_its_own_template():
    (sentence,) = found(days=0)
    assert sentence == "Input should be greater than or equal to 1."
    assert sentence.template == "Input should be greater than or equal to {ge}."
    assert sentence.values == {"ge": 1}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Field required."),
        (
            {"days": 1, "names": []},
            "List should have at least 1 item after validation, not 0.",
        ),
        (
            {"days": 1, "names": ["a", "b", "c"]},
            "List should have at most 2 items after validation, not 3.",
        ),
        (
            {"days": 1, "worth": "1.234"},
            "Decimal input should have no more than 2 decimal places.",
        ),
    ],
)
def test_it_counts_as_pydantic_does(given, said):
    assert found(**given) == [said]


def test_what_a_validator_of_ours_says_is_its_own_sentence():
    (sentence,) = found(days=1, kind="list")
    assert sentence == "There is no kind 'list'."
    assert sentence.template == "There is no kind {kind!r}."


def test_a_sentence_can_be_stored_with_those_in_it():
    inner = Sentence("From 0 to {most}.", most=9)
    sentence = Sentence("{place}: {problem}", place=Decimal("1.50"), problem=inner)
    stored = json.loads(json.dumps(to_plain(sentence)))
    again = from_plain(stored)
    assert again == "1.50: From 0 to 9."
    assert (again.template, again.values["problem"].values) == (
        "{place}: {problem}",
        {"most": 9},
    )
